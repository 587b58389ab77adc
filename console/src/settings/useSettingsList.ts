import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useReport } from '../ui/toasts.tsx';

/** A list of settings, and a way to change something and read it anew. Failures are told; `false` means one happened. */
export function useSettingsList<T>(queryKey: QueryKey, queryFn: () => Promise<T[]>, enabled = true) {
  const queryClient = useQueryClient();
  const report = useReport();
  const query = useQuery({ queryKey, queryFn, enabled });
  const change = async (action: () => Promise<unknown>): Promise<boolean> => {
    try {
      await action();
      await queryClient.invalidateQueries({ queryKey });
      return true;
    } catch (thrown) {
      report(thrown);
      return false;
    }
  };
  return { ...query, change };
}
