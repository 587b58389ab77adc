import { lazy } from '../view/lazy.tsx';

/** Signs that may mean something: marks, links, lists. Most of what people write has none. */
const marks = /[*_`[]|https?:|^\s*([-•]|\d+[.)])\s/m;

const Plain = ({ text }: { text: string }) => <p class="plain">{text}</p>;
const Marked = lazy(() => import('../lazy/Marked.tsx').then((m) => m.Marked), Plain);

/** Text with Markdown-light; as it was typed until what draws the marks is there. */
export function Markdown({ text }: { text: string }) {
  return (
    <div class="text" dir="auto">
      {marks.test(text) ? <Marked text={text} /> : <Plain text={text} />}
    </div>
  );
}
