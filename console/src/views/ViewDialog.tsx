import type { SavedView, SavedViewCreate, ViewSort } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, Smile, Trash2 } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useTeams } from '../conversations/useDirectory.ts';
import { completeFilter, emptyFilter } from '../filters/completeFilter.ts';
import { FilterEditor } from '../filters/FilterEditor.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { ConfirmDialog, Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { useCanShare } from './useCanShare.ts';
import { useSavedViews } from './useSavedViews.ts';

const EmojiPicker = lazy(async () => ({
  default: (await import('../messages/EmojiPicker.tsx')).EmojiPicker,
}));

const sorts: ViewSort[] = ['newest', 'oldest', 'waiting'];
const none: SavedViewCreate = {
  name: '',
  emoji: null,
  filter: emptyFilter,
  sort: 'newest',
  visibility: 'private',
};

/** Makes a saved view, or changes one. `start`: what is already filled in. */
export function ViewDialog(props: {
  view?: SavedView;
  start?: Partial<SavedViewCreate>;
  onClose: () => void;
}) {
  const { view, start, onClose } = props;
  const words = useWords();
  const [draft, setDraft] = useState<SavedViewCreate>(() => ({
    ...none,
    ...start,
    ...(view && toDraft(view)),
  }));
  const put = (patch: Partial<SavedViewCreate>) => setDraft((known) => ({ ...known, ...patch }));
  const save = useSave(view, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({ ...draft, name: draft.name.trim(), filter: completeFilter(draft.filter) });
  };
  return (
    <Dialog open wide onClose={onClose} title={view ? words.views.edit(view.name) : words.views.create}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <div className="flex items-end gap-2">
          <EmojiField emoji={draft.emoji ?? null} onEmoji={(emoji) => put({ emoji })} />
          <TextField
            required
            maxLength={60}
            label={words.views.form.name}
            className="flex-1"
            value={draft.name}
            onChange={(e) => put({ name: e.target.value })}
          />
        </div>
        <div>
          <FilterEditor subject="conversation" value={draft.filter} onChange={(filter) => put({ filter })} />
          <p className="mt-1.5 text-xs text-faint">{words.views.form.hint}</p>
        </div>
        <div className="grid gap-3 md:grid-cols-2">
          <SelectField
            label={words.views.form.order}
            value={draft.sort}
            options={sorts.map((sort) => ({ value: sort, label: words.inbox.filter[sort] }))}
            onValue={(sort) => put({ sort: sort as ViewSort })}
          />
          <SharingField draft={draft} onChange={put} />
        </div>
        <div className="flex items-center gap-1">
          {view && <MoveAndDelete view={view} onClose={onClose} />}
          <span className="flex-1" />
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" className="ms-1">
            {words.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const toDraft = ({ name, emoji, filter, sort, visibility, teamId }: SavedView): SavedViewCreate => ({
  name,
  emoji,
  filter,
  sort,
  visibility,
  teamId,
});

/** Saves, and goes to what is new. */
function useSave(view: SavedView | undefined, onClose: () => void) {
  const desk = useDesk();
  const report = useReport();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async (draft: SavedViewCreate) => {
    try {
      const saved = view ? await desk.api.patchView(view.id, draft) : await desk.api.createView(draft);
      await queryClient.invalidateQueries({ queryKey: keys.views(desk.workspaceId) });
      onClose();
      if (!view)
        void navigate({
          to: '/w/$workspaceId/inbox/$view',
          params: { workspaceId: desk.workspaceId, view: saved.id },
        });
    } catch (thrown) {
      report(thrown);
    }
  };
}

function EmojiField({ emoji, onEmoji }: { emoji: string | null; onEmoji: (emoji: string | null) => void }) {
  const words = useWords().views.form;
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={words.emoji}
      side="bottom"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button aria-label={words.emoji} className="h-8.5 w-10 shrink-0 px-0! text-base">
          {emoji ?? <Smile className="size-4 text-faint" />}
        </Button>
      }
    >
      <Suspense fallback={<div className="h-80 w-80" />}>
        <EmojiPicker
          onPick={(picked) => {
            setOpen(false);
            onEmoji(picked);
          }}
        />
      </Suspense>
      {emoji && (
        <div className="border-t border-line p-1">
          <Button
            look="quiet"
            size="sm"
            onClick={() => {
              setOpen(false);
              onEmoji(null);
            }}
          >
            {words.noEmoji}
          </Button>
        </div>
      )}
    </Popover>
  );
}

type SharingProps = { draft: SavedViewCreate; onChange: (patch: Partial<SavedViewCreate>) => void };

function SharingField({ draft, onChange }: SharingProps) {
  const words = useWords().views.form;
  const canShare = useCanShare();
  const teams = useTeams();
  const options = [
    { value: 'private', label: words.private },
    ...(canShare
      ? [
          ...teams.map((team) => ({ value: team.id, label: words.team(team.name) })),
          { value: 'workspace', label: words.workspace },
        ]
      : []),
  ];
  return (
    <SelectField
      label={words.who}
      hint={canShare ? undefined : words.shareHint}
      value={draft.visibility === 'team' ? (draft.teamId ?? 'private') : draft.visibility}
      options={options}
      onValue={(value) =>
        onChange(
          value === 'private' || value === 'workspace'
            ? { visibility: value, teamId: null }
            : { visibility: 'team', teamId: value },
        )
      }
    />
  );
}

function MoveAndDelete({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const report = useReport();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const ids = useSavedViews().map((each) => each.id);
  const place = ids.indexOf(view.id);
  const [asking, setAsking] = useState(false);
  const change = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await queryClient.invalidateQueries({ queryKey: keys.views(desk.workspaceId) });
    } catch (thrown) {
      report(thrown);
    }
  };
  const move = (by: -1 | 1) => {
    const order = ids.toSpliced(place, 1).toSpliced(place + by, 0, view.id);
    void change(() => desk.api.orderViews(order));
  };
  const remove = async () => {
    await change(() => desk.api.deleteView(view.id));
    onClose();
    void navigate({
      to: '/w/$workspaceId/inbox/$view',
      params: { workspaceId: desk.workspaceId, view: 'mine' },
    });
  };
  return (
    <>
      <IconButton label={words.views.moveUp(view.name)} disabled={place <= 0} onClick={() => move(-1)}>
        <ArrowUp className="size-4" />
      </IconButton>
      <IconButton
        label={words.views.moveDown(view.name)}
        disabled={place < 0 || place === ids.length - 1}
        onClick={() => move(1)}
      >
        <ArrowDown className="size-4" />
      </IconButton>
      <IconButton label={words.common.delete} onClick={() => setAsking(true)}>
        <Trash2 className="size-4" />
      </IconButton>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.views.deleteTitle(view.name)}
        description={words.views.deleteText}
        action={words.common.delete}
        onConfirm={() => void remove()}
      />
    </>
  );
}
