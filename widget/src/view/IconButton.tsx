import { Icon, type IconName } from './Icon.tsx';

type Props = {
  icon: IconName | `M${string}`;
  label: string;
  type?: 'button' | 'submit';
  class?: string;
  disabled?: boolean;
  'aria-expanded'?: boolean;
  'data-close'?: boolean;
  onClick?: () => void;
};

/** A button that is only a sign; its name is spoken, and shown on hovering. */
export function IconButton({ icon, label, type = 'button', class: extra = '', ...rest }: Props) {
  return (
    <button type={type} class={`icon-button ${extra}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
