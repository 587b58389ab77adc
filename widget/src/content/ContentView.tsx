import type { Content, ContentKind, ContentOf } from '@causerie/protocol';
import type { FunctionComponent } from 'preact';
import { lazy } from '../view/lazy.tsx';
import { useWords } from '../words/words.ts';
import { Markdown } from './Markdown.tsx';

export type ViewProps<K extends ContentKind> = {
  content: ContentOf<K>;
  entryId: string;
  mine: boolean;
  /** What the visitor answered to it, if they did. */
  answer?: Content;
  reply(content: Content): void;
};

const TextView = ({ content }: ViewProps<'text'>) => (
  <div class="bubble">
    <Markdown text={content.text} />
  </div>
);
const cards = () => import('../lazy/Cards.tsx');
const files = () => import('../lazy/Files.tsx');
const offers = () => import('../lazy/Offers.tsx');
const answers = () => import('../lazy/Answers.tsx');
const media = () => import('../lazy/Media.tsx');

/** Every kind of content and what draws it. Those that most conversations never need are fetched when they come. */
const views: { [K in ContentKind]: FunctionComponent<ViewProps<K>> } = {
  text: TextView,
  image: lazy(() => files().then((m) => m.ImageView)),
  file: lazy(() => files().then((m) => m.FileView)),
  audio: lazy(() => media().then((m) => m.AudioView)),
  video: lazy(() => media().then((m) => m.VideoView)),
  location: lazy(() => import('../lazy/Location.tsx').then((m) => m.LocationView)),
  quick_replies: lazy(() => offers().then((m) => m.QuickRepliesView)),
  buttons: lazy(() => offers().then((m) => m.ButtonsView)),
  card: lazy(() => cards().then((m) => m.CardView)),
  carousel: lazy(() => cards().then((m) => m.CarouselView)),
  form: lazy(() => import('../lazy/Form.tsx').then((m) => m.FormView)),
  rating: lazy(() => import('../lazy/Rating.tsx').then((m) => m.RatingView)),
  choice: lazy(() => answers().then((m) => m.ChoiceView)),
  form_answer: lazy(() => answers().then((m) => m.FormAnswerView)),
  rating_answer: lazy(() => answers().then((m) => m.RatingAnswerView)),
};

export function ContentView(props: Omit<ViewProps<ContentKind>, 'content'> & { content: Content }) {
  const words = useWords();
  // A newer server may send what this version does not know yet.
  const View = views[props.content.kind] as FunctionComponent<typeof props> | undefined;
  return View ? <View {...props} /> : <div class="bubble">{words.unknown}</div>;
}
