import { useQueryClient } from '@tanstack/react-query';
import { account } from '../api/account.ts';
import { keys } from '../api/keys.ts';
import { useLanguage } from '../words/WordsProvider.tsx';
import type { Language } from './preferences.ts';

/** Speaks another language here at once, and lets the account follow, so that other devices and e-mails speak it too. */
export function useChooseLanguage() {
  const { speak } = useLanguage();
  const queryClient = useQueryClient();
  return async (language: Language) => {
    await speak(language);
    // Where the account cannot follow, this browser has been told all the same.
    await account.patchMe({ language }).then(
      (me) => queryClient.setQueryData(keys.me, me),
      () => {},
    );
  };
}
