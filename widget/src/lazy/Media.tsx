import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../content/ContentView.tsx';
import { Markdown } from '../content/Markdown.tsx';
import { addStyle } from '../view/addStyle.ts';
import { IconButton } from '../view/IconButton.tsx';
import { useWords } from '../words/words.ts';
import { FileView, fileUrl, useFile } from './Files.tsx';
import { lateIcons } from './lateIcons.ts';
import { formatLength } from './lengths.ts';
import css from './media.css?inline';

addStyle(css);

/** A voice message: play, its loudness over time, and a position that can be moved. */
export function AudioView({ content }: ViewProps<'audio'>) {
  const words = useWords();
  const { url, durationMs, levels, name } = useFile(content);
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState((durationMs ?? 0) / 1000);
  useEffect(() => () => audio.current?.pause(), []);
  // Recorders write files without a length; what the message says stands in for it.
  const onLength = () => {
    const known = audio.current?.duration ?? 0;
    if (Number.isFinite(known) && known > 0) setLength(known);
  };
  const move = (event: Event) => {
    const to = Number((event.currentTarget as HTMLInputElement).value);
    if (audio.current) audio.current.currentTime = to;
    setPosition(to);
  };
  const bars = levels?.length ? levels : new Array<number>(32).fill(18);
  return (
    <figure class="bubble audio" aria-label={name && !levels ? name : words.voiceMessage}>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what somebody just said */}
      <audio
        ref={audio}
        src={fileUrl(url)}
        preload="metadata"
        onLoadedMetadata={onLength}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPosition(0)}
        onTimeUpdate={() => setPosition(audio.current?.currentTime ?? 0)}
      />
      <IconButton
        icon={playing ? lateIcons.pause : lateIcons.play}
        label={playing ? words.pause : words.play}
        class="solid"
        onClick={() => void (playing ? audio.current?.pause() : audio.current?.play().catch(() => undefined))}
      />
      <div class="wave">
        <svg viewBox={`0 0 ${bars.length * 3} 28`} preserveAspectRatio="none" aria-hidden="true">
          {bars.map((level, i) => {
            const height = 3 + (level / 100) * 25;
            const heard = length > 0 && i / bars.length < position / length;
            return (
              <rect
                key={i}
                class={heard ? 'heard' : ''}
                x={i * 3}
                y={14 - height / 2}
                width="2"
                height={height}
                rx="1"
              />
            );
          })}
        </svg>
        <input
          type="range"
          min="0"
          max={length || 1}
          step="0.1"
          value={position}
          aria-label={words.position}
          aria-valuetext={formatLength(position * 1000)}
          onInput={move}
        />
      </div>
      <time>{formatLength((playing || position ? position : length) * 1000)}</time>
    </figure>
  );
}

export function VideoView(props: ViewProps<'video'>) {
  const { content } = props;
  const words = useWords();
  const { url, thumbnailUrl, name, width = 16, height = 9, caption } = useFile(content);
  const [broken, setBroken] = useState(false);
  // What this browser cannot play can still be fetched.
  if (broken) return <FileView {...props} content={{ ...content, kind: 'file' }} />;
  return (
    <figure class="bubble media">
      {/* biome-ignore lint/a11y/useMediaCaption: what people film for each other has no captions */}
      <video
        src={fileUrl(url)}
        poster={fileUrl(thumbnailUrl)}
        style={{ aspectRatio: `${width} / ${height}` }}
        onError={() => setBroken(true)}
        controls
        preload="metadata"
        playsInline
        aria-label={name ?? words.video}
      />
      {caption && (
        <figcaption>
          <Markdown text={caption} />
        </figcaption>
      )}
    </figure>
  );
}
