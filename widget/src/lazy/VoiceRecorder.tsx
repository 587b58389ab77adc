import { useEffect, useRef, useState } from 'preact/hooks';
import type { Voice } from '../composer/contents.ts';
import { addStyle } from '../view/addStyle.ts';
import { IconButton } from '../view/IconButton.tsx';
import { useWords } from '../words/words.ts';
import { useLateWords } from './lateWords.ts';
import { formatLength } from './lengths.ts';
import { type Recording, record } from './record.ts';
import css from './voice.css?inline';

addStyle(css);

type Props = { onCancel(): void; onDone(file: Blob, name: string, voice: Voice): void };

/** Records at once, shows how loud it hears, and is sent or thrown away with one press. */
export function VoiceRecorder({ onCancel, onDone }: Props) {
  const words = useWords();
  const late = useLateWords();
  const recording = useRef<Recording>(undefined);
  const [state, setState] = useState<'asking' | 'recording' | 'refused'>('asking');
  const [levels, setLevels] = useState<number[]>([]);
  const [ms, setMs] = useState(0);

  useEffect(() => {
    let left = false;
    record((level, elapsed) => {
      setLevels((all) => [...all, level].slice(-40));
      setMs(elapsed);
    }).then(
      (started) => {
        if (left) return started.cancel();
        recording.current = started;
        setState('recording');
      },
      () => setState('refused'),
    );
    return () => {
      left = true;
      recording.current?.cancel();
    };
  }, []);

  const finish = async () => {
    const done = await recording.current?.finish();
    if (done) onDone(done.file, done.name, done.voice);
  };
  return (
    <section class="recorder" aria-label={words.voiceMessage}>
      <IconButton icon="close" label={late.discard} onClick={onCancel} />
      {state === 'refused' ? (
        <p role="alert">{late.noMicrophone}</p>
      ) : (
        <>
          <span class="meter" role="img" aria-label={late.recording}>
            {levels.map((level, i) => (
              <i key={i} style={{ height: `${4 + level * 0.24}px` }} />
            ))}
          </span>
          <time>{formatLength(ms)}</time>
          <IconButton
            icon="send"
            label={late.stopAndSend}
            class="send"
            disabled={state !== 'recording' || ms < 400}
            onClick={() => void finish()}
          />
        </>
      )}
    </section>
  );
}
