import type { Field } from '@causerie/protocol';
import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { fieldLabel } from '../fields/fieldLabel.ts';
import { useActiveFields } from '../fields/useFields.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { inputClass } from '../ui/Field.tsx';
import { Menu, MenuGroup, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { useLanguage, useWords } from '../words/WordsProvider.tsx';

type Props = { label: string; text: string; onText: (text: string) => void; rows?: number };

/** A field for text with values in it, and the menu of what there is, the workspace's own fields included. */
export function TextWithVariables({ label, text, onText, rows = 8 }: Props) {
  const { form, values } = useWords().snippets;
  const area = useRef<HTMLTextAreaElement>(null);
  const contact = useActiveFields('contact');
  const conversation = useActiveFields('conversation');
  /** A field is often not known: the cursor stands where its fallback is written. */
  const insert = (name: string, isField: boolean) => {
    const element = area.current;
    if (!element) return;
    element.focus();
    element.setRangeText(
      `{{${name}${isField ? '|' : ''}}}`,
      element.selectionStart,
      element.selectionEnd,
      'end',
    );
    const at = element.selectionEnd - (isField ? 2 : 0);
    onText(element.value);
    // After what was written has been drawn, which puts the cursor at the end.
    setTimeout(() => element.setSelectionRange(at, at));
  };
  return (
    <div className="flex flex-col gap-1.5">
      <textarea
        ref={area}
        aria-label={label}
        rows={rows}
        maxLength={10_000}
        dir="auto"
        value={text}
        onChange={(e) => onText(e.target.value)}
        className={cx(inputClass, 'flex-1 py-1.5 leading-5')}
      />
      <Menu
        trigger={
          <Button size="sm" look="quiet" className="self-start">
            <Braces className="size-3.5" />
            {form.variables}
          </Button>
        }
      >
        {Object.entries(values).map(([name, says]) => (
          <MenuItem key={name} onSelect={() => setTimeout(() => insert(name, false))} hint={name}>
            {says}
          </MenuItem>
        ))}
        <FieldItems label={form.contactFields} fields={contact} onChoose={(name) => insert(name, true)} />
        <FieldItems
          label={form.conversationFields}
          fields={conversation}
          onChoose={(name) => insert(name, true)}
        />
      </Menu>
    </div>
  );
}

type ItemsProps = { label: string; fields: Field[]; onChoose: (name: string) => void };

function FieldItems({ label, fields, onChoose }: ItemsProps) {
  const { language } = useLanguage();
  if (fields.length === 0) return null;
  return (
    <>
      <MenuLine />
      <MenuGroup label={label}>
        {fields.map((field) => (
          <MenuItem
            key={field.id}
            hint={field.key}
            onSelect={() => setTimeout(() => onChoose(`${field.subject}.field.${field.key}`))}
          >
            {fieldLabel(field, language)}
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  );
}
