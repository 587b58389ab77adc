import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { toAppError } from '../api/AppError.ts';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { IconButton } from './Button.tsx';

/** Outside React on purpose: query callbacks and socket events report too. */
export const toasts = Toast.createToastManager();

export const say = (text: string) => toasts.add({ description: text, timeout: 3500 });

/** A function that tells of a failed request in the reader's words. */
export function useReport() {
  const words = useWords();
  return (thrown: unknown) =>
    void toasts.add({
      description: errorText(words, toAppError(thrown)),
      type: 'error',
      priority: 'high',
      timeout: 8000,
    });
}

export function Toasts() {
  return (
    <Toast.Provider toastManager={toasts} limit={2}>
      <Toast.Portal>
        <Toast.Viewport className="fixed start-4 bottom-4 z-50 flex w-[calc(100vw-2rem)] max-w-sm flex-col gap-2 max-md:bottom-20">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const words = useWords();
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      data-toast=""
      className="fade-in rounded-lg data-limited:hidden border border-line bg-raised shadow-float data-[type=error]:border-bad"
    >
      <Toast.Content className="flex items-start gap-2 py-2.5 ps-3.5 pe-2 text-sm">
        <Toast.Description className="min-w-0 flex-1 pt-0.5" />
        {toast.actionProps && (
          <Toast.Action className="h-6 shrink-0 rounded-md px-2 text-sm font-medium text-accent-ink hover:bg-hover" />
        )}
        <IconButton label={words.common.close} size="sm" onClick={() => toasts.close(toast.id)}>
          <X className="size-3.5" />
        </IconButton>
      </Toast.Content>
    </Toast.Root>
  ));
}
