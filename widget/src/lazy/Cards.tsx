import type { Card } from '@causerie/protocol';
import { useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../content/ContentView.tsx';
import { Markdown } from '../content/Markdown.tsx';
import { addStyle } from '../view/addStyle.ts';
import { IconButton } from '../view/IconButton.tsx';
import css from './cards.css?inline';
import { fileUrl } from './Files.tsx';
import { useLateWords } from './lateWords.ts';
import { ButtonList } from './Offers.tsx';

addStyle(css);

type Rest = Pick<ViewProps<'card'>, 'entryId' | 'answer' | 'reply'>;

function OneCard({ card, ...rest }: Rest & { card: Card }) {
  return (
    <article class="offer">
      {card.imageUrl && <img src={fileUrl(card.imageUrl)} alt={card.imageAlt ?? ''} loading="lazy" />}
      <div class="offer-text">
        <h3 dir="auto">{card.title}</h3>
        {card.text && <Markdown text={card.text} />}
        {card.buttons && <ButtonList buttons={card.buttons} {...rest} />}
      </div>
    </article>
  );
}

export const CardView = ({ content, ...rest }: ViewProps<'card'>) => (
  <OneCard card={content.card} {...rest} />
);

/** Cards in a row that swipes, snaps, and follows the arrow keys. */
export function CarouselView({ content, ...rest }: ViewProps<'carousel'>) {
  const late = useLateWords();
  const strip = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const last = content.cards.length - 1;
  const go = (to: number) => {
    const card = strip.current?.children[Math.min(last, Math.max(0, to))] as HTMLElement | undefined;
    card?.scrollIntoView({ inline: 'center', block: 'nearest', behavior: calm() ? 'auto' : 'smooth' });
  };
  const onScroll = () => {
    const el = strip.current!;
    // From the right to the left scrollLeft counts down from zero.
    setAt(Math.round((Math.abs(el.scrollLeft) / Math.max(1, el.scrollWidth - el.clientWidth)) * last));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = getComputedStyle(strip.current!).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    go(at + (event.key === forward ? 1 : -1));
  };
  return (
    <section class="carousel" aria-roledescription="carousel" aria-label={late.cardOf(at + 1, last + 1)}>
      <ul
        ref={strip}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={late.cardOf(at + 1, last + 1)}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        {content.cards.map((card, i) => (
          <li key={i} aria-label={late.cardOf(i + 1, last + 1)}>
            <OneCard card={card} {...rest} />
          </li>
        ))}
      </ul>
      <div class="carousel-foot">
        <IconButton icon="back" label={late.previous} disabled={at === 0} onClick={() => go(at - 1)} />
        <span aria-hidden="true">{late.cardOf(at + 1, last + 1)}</span>
        <IconButton icon="next" label={late.next} disabled={at === last} onClick={() => go(at + 1)} />
      </div>
    </section>
  );
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
