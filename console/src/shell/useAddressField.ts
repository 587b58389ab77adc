import { type ChangeEvent, useState } from 'react';

/**
 * What a field needs whose text stands in the address. While one types the text is the field's own: the address follows a moment
 * later, and would move the cursor, or take half a date away.
 */
export function useAddressField(value: string | undefined, onValue: (value: string) => void) {
  const [typed, setTyped] = useState<string>();
  return {
    value: typed ?? value ?? '',
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      setTyped(event.target.value);
      onValue(event.target.value);
    },
    onBlur: () => setTyped(undefined),
  };
}
