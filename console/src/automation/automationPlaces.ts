import {
  ChartScatter,
  ChartSpline,
  FlaskConical,
  type LucideIcon,
  MessageCircleQuestionMark,
  ScrollText,
  SlidersHorizontal,
  Sparkles,
  Theater,
} from 'lucide-react';

/** What answers, what could be answered, how it goes, and what holds for all of it. */
export type PlaceGroup = 'answer' | 'find' | 'watch' | 'set';

type PlaceName =
  | 'faqs'
  | 'test'
  | 'matrix'
  | 'opportunities'
  | 'rehearsal'
  | 'reports'
  | 'decisions'
  | 'settings';

type Place = {
  group: PlaceGroup;
  name: PlaceName;
  to: `/w/$workspaceId/automation/${PlaceName}`;
  Sign: LucideIcon;
  /** The permission without which its link is not shown. */
  needs?: string;
};

/** Every page of the section, in the order of the links. */
export const automationPlaces: readonly Place[] = [
  { group: 'answer', name: 'faqs', to: '/w/$workspaceId/automation/faqs', Sign: MessageCircleQuestionMark },
  { group: 'answer', name: 'test', to: '/w/$workspaceId/automation/test', Sign: FlaskConical },
  {
    group: 'answer',
    name: 'matrix',
    to: '/w/$workspaceId/automation/matrix',
    Sign: ChartScatter,
    needs: 'reports.read',
  },
  {
    group: 'find',
    name: 'opportunities',
    to: '/w/$workspaceId/automation/opportunities',
    Sign: Sparkles,
    needs: 'reports.read',
  },
  {
    group: 'find',
    name: 'rehearsal',
    to: '/w/$workspaceId/automation/rehearsal',
    Sign: Theater,
    needs: 'reports.read',
  },
  {
    group: 'watch',
    name: 'reports',
    to: '/w/$workspaceId/automation/reports',
    Sign: ChartSpline,
    needs: 'reports.read',
  },
  {
    group: 'watch',
    name: 'decisions',
    to: '/w/$workspaceId/automation/decisions',
    Sign: ScrollText,
    needs: 'reports.read',
  },
  { group: 'set', name: 'settings', to: '/w/$workspaceId/automation/settings', Sign: SlidersHorizontal },
];

/** Whoever may change FAQs or read reports has something to do here. */
export const automationPermissions = ['faqs.change', 'reports.read'];
