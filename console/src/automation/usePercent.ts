import { useMemo } from 'react';
import { useFormats } from '../words/WordsProvider.tsx';

/** A share in per cent, with a decimal where one makes a difference: 62 %, 97.4 %. Never rounded up to 100. */
export function usePercent(): (share: number) => string {
  const { locale } = useFormats();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { style: 'percent' });
    const exact = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    return (share) => {
      if (share <= 0.945 || share >= 1) return whole.format(share);
      return exact.format(Math.min(0.999, share));
    };
  }, [locale]);
}
