import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../api/http.ts';
import { keys } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useLanguage, useWords } from '../words/WordsProvider.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormError } from './FormError.tsx';
import { useSubmit } from './useSubmit.ts';

/** Signed in, but a member of nothing: removed from the last workspace, or not yet invited. */
export function NoWorkspacePage() {
  const words = useWords().account;
  const { language } = useLanguage();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const { onSubmit, busy, error } = useSubmit(async () => {
    await request('POST', '/v1/workspaces', { name: name.trim(), language });
    queryClient.removeQueries({ queryKey: keys.me });
    await navigate({ to: '/', reloadDocument: true });
  });
  return (
    <AccountFrame title={words.noWorkspace.title} lead={words.noWorkspace.lead}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          tall
          required
          label={words.setUp.workspace}
          maxLength={100}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <FormError text={error} />
        <Button type="submit" look="primary" size="lg" busy={busy}>
          {words.setUp.submit}
        </Button>
      </form>
    </AccountFrame>
  );
}
