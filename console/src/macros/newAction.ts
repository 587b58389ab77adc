import type { MacroAction } from '@causerie/protocol';

/** An action as it stands when it has just been added. */
export function newAction(type: MacroAction['type']): MacroAction {
  switch (type) {
    case 'reply':
    case 'note':
      return { type, text: '' };
    case 'snippet':
      return { type, snippetId: '' };
    case 'assign':
      return { type, to: 'me' };
    case 'team':
      return { type, teamId: null };
    case 'status':
      return { type, status: 'resolved' };
    case 'snooze':
      return { type, minutes: 1440 };
    case 'priority':
      return { type, priority: 'high' };
    case 'add_labels':
    case 'remove_labels':
      return { type, labels: [] };
  }
}

/** Whether the server would take it. */
export function isComplete(action: MacroAction): boolean {
  if (action.type === 'reply' || action.type === 'note') return action.text.trim() !== '';
  if (action.type === 'snippet') return action.snippetId !== '';
  return !('labels' in action) || action.labels.length > 0;
}
