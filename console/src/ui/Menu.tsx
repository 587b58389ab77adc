import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';

const popup =
  'float-in max-h-[min(32rem,var(--available-height))] min-w-48 max-w-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-sm shadow-float outline-none';
const item =
  'flex min-h-8 w-full cursor-default select-none items-center gap-2 rounded-md px-2 py-1 outline-none ' +
  'data-highlighted:bg-hover data-disabled:opacity-50 max-md:min-h-10';

type MenuProps = {
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom' | 'inline-end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function Menu({ trigger, children, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-40 outline-none">
          <Base.Popup className={popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = {
  onSelect: () => void;
  children: ReactNode;
  sign?: ReactNode;
  hint?: ReactNode;
  shortcut?: string;
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
  /** What typing a letter finds, where the content is not text. */
  label?: string;
};

export function MenuItem({
  onSelect,
  children,
  sign,
  hint,
  shortcut,
  checked,
  danger,
  disabled,
  label,
}: ItemProps) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={disabled}
      label={label}
      className={cx(item, danger && 'text-bad-ink')}
    >
      {sign && <span className="flex w-5 shrink-0 justify-center text-soft [&_svg]:size-4">{sign}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="tabular shrink-0 text-xs text-faint">{hint}</span>}
      {checked && <Check className="size-4 shrink-0 text-accent-ink" aria-hidden="true" />}
      {shortcut && <Kbd keys={shortcut} className="max-md:hidden" />}
    </Base.Item>
  );
}

export const MenuLine = () => <Base.Separator className="my-1 h-px bg-line" />;

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-2xs font-medium text-faint">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function SubMenu({ label, sign, children }: { label: string; sign?: ReactNode; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={cx(item, 'data-popup-open:bg-hover')}>
        {sign && <span className="flex w-5 shrink-0 justify-center text-soft [&_svg]:size-4">{sign}</span>}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        <ChevronRight className="size-3.5 text-faint rtl:rotate-180" aria-hidden="true" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner side="inline-end" alignOffset={-4} className="z-40 outline-none">
          <Base.Popup className={popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}
