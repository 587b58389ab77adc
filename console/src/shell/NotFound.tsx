import { Link } from '@tanstack/react-router';
import { Blank } from '../ui/Blank.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';

export function NotFound() {
  const words = useWords().shell.notFound;
  return (
    <main className="flex h-full items-center justify-center">
      <Blank heading title={words.title} text={words.text}>
        <Link to="/" className={buttonClass('primary')}>
          {words.home}
        </Link>
      </Blank>
    </main>
  );
}
