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

const first = await loadWords(nearestLanguage([getPreferences().language, ...navigator.languages]));

createRoot(document.getElementById('root')!).render(
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
