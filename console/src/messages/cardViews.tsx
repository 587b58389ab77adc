import type { Card, ContentOf } from '@causerie/protocol';
import { useWords } from '../words/WordsProvider.tsx';
import { ButtonList } from './choiceViews.tsx';
import { Markdown } from './Markdown.tsx';

export function CardView({ card }: { card: Card }) {
  return (
    <article className="w-64 max-w-full overflow-hidden rounded-lg border border-line bg-surface text-ink">
      {card.imageUrl && (
        <img
          src={card.imageUrl}
          alt={card.imageAlt ?? ''}
          loading="lazy"
          className="aspect-video w-full object-cover"
        />
      )}
      <div className="flex flex-col gap-1.5 p-3">
        <p className="text-sm font-semibold">{card.title}</p>
        {card.text && (
          <div className="text-sm text-soft">
            <Markdown text={card.text} />
          </div>
        )}
        {card.buttons && card.buttons.length > 0 && <ButtonList buttons={card.buttons} />}
      </div>
    </article>
  );
}

export function CarouselView({ content }: { content: ContentOf<'carousel'> }) {
  const words = useWords().thread.content;
  return (
    <section
      aria-label={words.carousel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
      tabIndex={0}
      className="flex max-w-full gap-2.5 overflow-x-auto pb-1"
    >
      {content.cards.map((card) => (
        <div key={card.title} className="shrink-0">
          <CardView card={card} />
        </div>
      ))}
    </section>
  );
}
