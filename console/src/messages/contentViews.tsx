import type { Content, ContentKind, ContentOf } from '@causerie/protocol';
import type { ReactNode } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { CardView, CarouselView } from './cardViews.tsx';
import { ButtonsView, ChoiceView, QuickRepliesView } from './choiceViews.tsx';
import { AudioView, FileView, ImageView, VideoView } from './fileViews.tsx';
import { FormAnswerView, FormView } from './formViews.tsx';
import { LocationView } from './LocationView.tsx';
import { Markdown } from './Markdown.tsx';
import { RatingAnswerView, RatingView } from './ratingViews.tsx';

type Views = { [K in ContentKind]: (props: { content: ContentOf<K> }) => ReactNode };

/** How each kind of content looks in a thread. A kind that the protocol gains and this table lacks does not compile. */
const views: Views = {
  text: ({ content }) => <Markdown text={content.text} mentions={content.mentions} />,
  image: ImageView,
  file: FileView,
  audio: AudioView,
  video: VideoView,
  location: LocationView,
  quick_replies: QuickRepliesView,
  buttons: ButtonsView,
  card: ({ content }) => <CardView card={content.card} />,
  carousel: CarouselView,
  form: FormView,
  rating: RatingView,
  choice: ChoiceView,
  form_answer: FormAnswerView,
  rating_answer: RatingAnswerView,
};

export function ContentView({ content }: { content: Content }) {
  const words = useWords().thread.content;
  const View = views[content.kind] as ((props: { content: Content }) => ReactNode) | undefined;
  // A newer server may know kinds that this build does not.
  return View ? <View content={content} /> : <p className="italic">{words.unknown}</p>;
}

/** What has a frame of its own fills its bubble; all else has room around it. */
export function fillsBubble(content: Content): boolean {
  if (content.kind === 'image' || content.kind === 'video' || content.kind === 'file')
    return !content.caption;
  return content.kind === 'card' || content.kind === 'carousel' || content.kind === 'location';
}
