import type { ViewProps } from '../content/ContentView.tsx';
import { Markdown } from '../content/Markdown.tsx';
import { addStyle } from '../view/addStyle.ts';
import { useMessenger } from '../view/context.ts';
import { Icon } from '../view/Icon.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import css from './files.css?inline';
import { lateIcons } from './lateIcons.ts';
import { formatSize } from './lengths.ts';

addStyle(css);

type FileParts = {
  fileId: string;
  name?: string;
  mime?: string;
  size?: number;
  url?: string;
  thumbnailUrl?: string;
  width?: number;
  height?: number;
};

/** What the server says of the file; for a message that is still on its way, what it said when the file was uploaded. */
export function useFile<T extends FileParts>(content: T): T {
  const uploaded = useMessenger().files.get(content.fileId);
  return content.url || !uploaded ? content : { ...uploaded, ...content };
}

/** Addresses come from our server; nothing but http may be behind them all the same. */
export const fileUrl = (url: string | undefined): string | undefined =>
  url && /^(\/(?!\/)|https?:\/\/)/.test(url) ? url : undefined;

export function ImageView({ content }: ViewProps<'image'>) {
  const words = useWords();
  const { url, thumbnailUrl, name = '', alt, width, height, caption } = useFile(content);
  return (
    <figure class="bubble media">
      <a href={fileUrl(url)} target="_blank" rel="noopener" aria-label={words.openImage(alt || name)}>
        <img
          src={fileUrl(thumbnailUrl ?? url)}
          alt={alt ?? name}
          width={width}
          height={height}
          loading="lazy"
        />
      </a>
      {caption && (
        <figcaption>
          <Markdown text={caption} />
        </figcaption>
      )}
    </figure>
  );
}

export function FileView({ content }: ViewProps<'file'>) {
  const speech = useSpeech();
  const { url, name = speech.words.file, size, caption } = useFile(content);
  return (
    <div class="bubble">
      <a
        class="file"
        href={fileUrl(url)}
        target="_blank"
        rel="noopener"
        aria-label={speech.words.download(name)}
      >
        <span class="file-sign">
          <Icon name={lateIcons.file} />
        </span>
        <span class="file-text">
          <bdi>{name}</bdi>
          {size !== undefined && <small>{formatSize(speech, size)}</small>}
        </span>
      </a>
      {caption && <Markdown text={caption} />}
    </div>
  );
}
