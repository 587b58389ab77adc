import './styles.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queryClient.ts';
import { getPreferences, watchPreferences } from './shell/preferences.ts';
import { router } from './shell/router.tsx';
import { Toasts } from './ui/toasts.tsx';
import { loadWords, nearestLanguage, WordsProvider } from './words/WordsProvider.tsx';

watchPreferences();

const root = document.getElementById('root')!;
const first = await loadWords(nearestLanguage([getPreferences().language, ...navigator.languages])).catch(
  (thrown) => {
    // There are no words to say it with yet, in any language but these.
    root.textContent = 'Causerie could not be loaded. Please reload. — Merci de recharger la page.';
    throw thrown;
  },
);

createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <WordsProvider first={first}>
          <Tooltip.Provider delay={350} closeDelay={0}>
            <RouterProvider router={router} />
            <Toasts />
          </Tooltip.Provider>
        </WordsProvider>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
