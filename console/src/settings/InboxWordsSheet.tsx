import { ArrowUp, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import type { SheetProps } from './inboxDraft.ts';
import { Sheet } from './SettingsPage.tsx';

/** The languages the messenger speaks, the first one for everybody else, and a greeting in each. */
export function WordsSheet({ draft, setSettings }: SheetProps) {
  const words = useWords().settings.inbox;
  const { languageName } = useFormats();
  const { languages, greeting } = draft.settings;
  const setGreeting = (language: string, text: string) => {
    const { [language]: _, ...rest } = greeting;
    // An empty greeting is no greeting: the server takes no empty text.
    setSettings({ greeting: text.trim() === '' ? rest : { ...rest, [language]: text } });
  };
  return (
    <Sheet title={words.sections.words}>
      <div>
        <h3 className="text-sm font-medium">{words.languages}</h3>
        <p className="mb-2 text-xs text-faint">{words.languagesHint}</p>
        <ul className="flex flex-wrap gap-2">
          {languages.map((language, i) => (
            <li
              key={language}
              className="flex h-8 items-center gap-1 rounded-full bg-sunken ps-3 pe-1 text-sm"
            >
              {languageName(language)}
              {i === 0 ? (
                <span className="px-1.5 text-xs text-faint">{words.first}</span>
              ) : (
                <IconButton
                  size="sm"
                  label={words.makeFirst(languageName(language))}
                  onClick={() =>
                    setSettings({ languages: [language, ...languages.filter((l) => l !== language)] })
                  }
                >
                  <ArrowUp className="size-3.5" />
                </IconButton>
              )}
              {languages.length > 1 && (
                <IconButton
                  size="sm"
                  label={words.removeLanguage(languageName(language))}
                  onClick={() => setSettings({ languages: languages.filter((l) => l !== language) })}
                >
                  <X className="size-3.5" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
        <AddLanguage
          known={languages}
          onAdd={(language) => setSettings({ languages: [...languages, language] })}
        />
      </div>
      {languages.map((language) => (
        <TextAreaField
          key={language}
          label={words.greeting(languageName(language))}
          placeholder={words.greetingPlaceholder}
          maxLength={500}
          rows={2}
          lang={language}
          value={greeting[language] ?? ''}
          onChange={(e) => setGreeting(language, e.target.value)}
        />
      ))}
    </Sheet>
  );
}

function AddLanguage({ known, onAdd }: { known: string[]; onAdd: (language: string) => void }) {
  const words = useWords().settings.inbox;
  const { languageName } = useFormats();
  const [code, setCode] = useState('');
  const tag = code.trim();
  const right = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && !known.includes(tag);
  const add = () => {
    if (!right) return;
    onAdd(tag);
    setCode('');
  };
  return (
    <div className="mt-3 flex items-end gap-2">
      <TextField
        className="w-44"
        label={words.languageCode}
        placeholder="fr, en-GB, de"
        list="known-languages"
        maxLength={35}
        value={code}
        onChange={(e) => setCode(e.target.value)}
        onKeyDown={(e) => {
          if (e.key !== 'Enter') return;
          e.preventDefault();
          add();
        }}
      />
      <datalist id="known-languages">
        {['en', 'fr', 'de', 'es', 'it', 'nl', 'pt', 'ar', 'zh'].map((l) => (
          <option key={l} value={l}>
            {languageName(l)}
          </option>
        ))}
      </datalist>
      <Button onClick={add} disabled={!right} className="h-8.5">
        <Plus className="size-4" />
        {words.addLanguage}
      </Button>
    </div>
  );
}
