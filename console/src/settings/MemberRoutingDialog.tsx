import type { Member } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useLoads } from '../routing/useLoads.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { TextField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { WordListField } from './WordListField.tsx';

const isTag = (text: string) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text);
const isCapacity = (text: string) => text === '' || (/^\d+$/.test(text) && Number(text) <= 200);

/** What routing knows of a member, in one quiet line. */
export function MemberRouting({ member }: { member: Member }) {
  const words = useWords().routing;
  const formats = useFormats();
  const has = useLoads()(member);
  const parts = [
    has && words.loadLong(has.load, has.capacity),
    member.languages.map((tag) => formats.languageName(tag)).join(', '),
    member.skills.join(', '),
  ].filter(Boolean);
  return <p className="tabular truncate text-xs text-faint">{parts.join(' · ')}</p>;
}

type Props = {
  member: Member;
  change: (action: () => Promise<unknown>) => Promise<boolean>;
  onClose: () => void;
};

/** How much somebody gets, of what, and in which languages. */
export function MemberRoutingDialog({ member, change, onClose }: Props) {
  const words = useWords();
  const texts = words.routing.member;
  const desk = useDesk();
  const workspace = useQuery({
    queryKey: keys.workspace(desk.workspaceId),
    queryFn: desk.settings.workspace,
  }).data;
  const [capacity, setCapacity] = useState(member.capacity === null ? '' : String(member.capacity));
  const [skills, setSkills] = useState(member.skills);
  const [languages, setLanguages] = useState(member.languages);
  const wrong = languages.find((tag) => !isTag(tag));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wrong || !isCapacity(capacity)) return;
    const body = { capacity: capacity === '' ? null : Number(capacity), skills, languages };
    if (await change(() => desk.settings.patchMember(member.userId, body))) onClose();
  };
  return (
    <Dialog open onClose={onClose} title={texts.edit(member.name)}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          inputMode="numeric"
          narrow
          label={texts.capacity}
          hint={texts.capacityHint(workspace?.standardCapacity ?? 5)}
          error={isCapacity(capacity) ? undefined : texts.capacityWrong}
          value={capacity}
          onChange={(e) => setCapacity(e.target.value.trim())}
        />
        <WordListField label={texts.skills} hint={texts.skillsHint} value={skills} onValue={setSkills} />
        <WordListField
          label={texts.languages}
          hint={texts.languagesHint}
          error={wrong && texts.languageWrong(wrong)}
          value={languages}
          onValue={setLanguages}
        />
        <DialogButtons onClose={onClose}>{words.common.save}</DialogButtons>
      </form>
    </Dialog>
  );
}
