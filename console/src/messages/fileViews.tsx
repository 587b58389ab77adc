import type { ContentOf } from '@causerie/protocol';
import { Download, FileText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { Markdown } from './Markdown.tsx';

type FileParts = { name?: string; size?: number; url?: string };

function WithCaption({ caption, children }: { caption?: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      {children}
      {caption && <Markdown text={caption} />}
    </div>
  );
}

/** The picture's own shape is reserved before it has loaded, so that the thread does not move. */
export function ImageView({ content }: { content: ContentOf<'image'> }) {
  const words = useWords().thread.content;
  const [broken, setBroken] = useState(false);
  const source = content.thumbnailUrl ?? content.url;
  if (!source || broken) return <FileLine file={content} caption={content.caption} />;
  const { width = 4, height = 3 } = content;
  const shown = Math.min(320, Math.max(120, (width / height) * 280));
  return (
    <WithCaption caption={content.caption}>
      <a
        href={content.url}
        target="_blank"
        rel="noopener noreferrer"
        className="block overflow-hidden rounded-lg"
      >
        <img
          src={source}
          alt={content.alt ?? content.name ?? words.image}
          loading="lazy"
          onError={() => setBroken(true)}
          className="block max-w-full bg-sunken object-cover"
          style={{ width: shown, aspectRatio: `${width} / ${height}` }}
        />
      </a>
    </WithCaption>
  );
}

export const FileView = ({ content }: { content: ContentOf<'file'> }) => (
  <FileLine file={content} caption={content.caption} />
);

function FileLine({ file, caption }: { file: FileParts; caption?: string }) {
  const words = useWords().thread.content;
  const { bytes } = useFormats();
  const name = file.name ?? words.file;
  const body = (
    <>
      <span className="flex size-9 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent-ink">
        <FileText className="size-4.5" aria-hidden="true" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{name}</span>
        <span className="tabular block text-xs text-soft">
          {file.url ? file.size !== undefined && bytes(file.size) : words.gone}
        </span>
      </span>
    </>
  );
  const frame = 'flex w-64 max-w-full items-center gap-2.5 rounded-lg border border-line bg-surface p-2';
  return (
    <WithCaption caption={caption}>
      {file.url ? (
        <a
          href={file.url}
          download={name}
          aria-label={words.download(name)}
          className={`${frame} hover:bg-hover`}
        >
          {body}
          <Download className="me-1 size-4 shrink-0 text-soft" aria-hidden="true" />
        </a>
      ) : (
        <div className={frame}>{body}</div>
      )}
    </WithCaption>
  );
}

export function AudioView({ content }: { content: ContentOf<'audio'> }) {
  const words = useWords().thread.content;
  if (!content.url) return <FileLine file={content} />;
  return (
    <figure className="flex w-72 max-w-full flex-col gap-1">
      <figcaption className="text-xs text-soft">{content.name ?? words.voice}</figcaption>
      {/* biome-ignore lint/a11y/useMediaCaption: a voice message of a customer has no captions */}
      <audio controls preload="none" src={content.url} className="h-9 w-full" />
    </figure>
  );
}

/** Its place is reserved before it has loaded. What this browser cannot play can still be fetched. */
export function VideoView({ content }: { content: ContentOf<'video'> }) {
  const words = useWords().thread.content;
  const [broken, setBroken] = useState(false);
  const { width = 16, height = 9 } = content;
  if (!content.url || broken) return <FileLine file={content} caption={content.caption} />;
  return (
    <WithCaption caption={content.caption}>
      {/* biome-ignore lint/a11y/useMediaCaption: a film of a customer has no captions */}
      <video
        controls
        preload="metadata"
        src={content.url}
        poster={content.thumbnailUrl}
        aria-label={content.name ?? words.video}
        onError={() => setBroken(true)}
        className="block max-h-80 w-80 max-w-full rounded-lg bg-sunken object-contain"
        style={{ aspectRatio: `${width} / ${height}` }}
      />
    </WithCaption>
  );
}
