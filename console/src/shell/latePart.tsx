import { Component, type ComponentType, type FunctionComponent, type ReactNode, use, useState } from 'react';
import { loadPart, PartMissing } from './loadPart.ts';
import { PartMissingNotice, type PartPlace } from './PartMissingNotice.tsx';

/**
 * A component whose code is fetched when it is first shown; wants a `Suspense` above it. Unlike React's `lazy`, a fetch
 * that fails is not remembered for ever and takes nothing down with it: in its place stands what to do.
 */
export function latePart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  place: PartPlace = 'inline',
): FunctionComponent<P> {
  const source = new PartSource(load);
  // What is part of a page that is there already is fetched in a quiet moment: the network may be gone when it is wanted.
  if (place !== 'page') whenIdle(() => source.preload());
  return (props: P) => <LatePart source={source} place={place} inner={props} />;
}

/** Safari has no idle callbacks. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 5000 });
  else setTimeout(run, 2000);
}

/** Code that is fetched once, and again after `forget`. */
class PartSource<P> {
  readonly #load: () => Promise<ComponentType<P>>;
  #loading: Promise<ComponentType<P>> | undefined;

  constructor(load: () => Promise<ComponentType<P>>) {
    this.#load = load;
  }

  read(): Promise<ComponentType<P>> {
    this.#loading ??= loadPart(this.#load);
    return this.#loading;
  }

  /** Looking ahead may fail: it is fetched anew when it is wanted. */
  preload(): void {
    this.read().catch(() => this.forget());
  }

  forget(): void {
    this.#loading = undefined;
  }
}

type Props<P> = { source: PartSource<P>; place: PartPlace; inner: P };

function LatePart<P extends object>({ source, place, inner }: Props<P>) {
  const [round, setRound] = useState(0);
  const retry = () => {
    source.forget();
    setRound(round + 1);
  };
  // What lies above the page is closed as it would have been.
  const { onClose } = inner as { onClose?: () => void };
  return (
    <PartBoundary key={round} notice={<PartMissingNotice place={place} onRetry={retry} onClose={onClose} />}>
      <Loaded source={source} inner={inner} />
    </PartBoundary>
  );
}

function Loaded<P extends object>({ source, inner }: Pick<Props<P>, 'source' | 'inner'>) {
  const Part = use(source.read());
  return <Part {...inner} />;
}

type BoundaryProps = { notice: ReactNode; children: ReactNode };

/** Catches what could not be fetched, and nothing else. */
class PartBoundary extends Component<BoundaryProps, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    if (error instanceof PartMissing) return this.props.notice;
    throw error;
  }
}
