import { useState } from 'react';
import { playTone } from '../shell/playTone.ts';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { SwitchField } from '../ui/Switch.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { Sheet } from './SettingsPage.tsx';

/** Opt-in: the browser's own question comes only after one has asked for notifications. */
export function NotificationsSheet() {
  const words = useWords().settings.account;
  const { notifications, sound } = usePreferences();
  const supported = 'Notification' in window;
  const [permission, setPermission] = useState(supported ? Notification.permission : 'denied');
  const ask = async (wanted: boolean) => {
    if (wanted && permission === 'default') {
      const answer = await Notification.requestPermission();
      setPermission(answer);
      return setPreferences({ notifications: answer === 'granted' });
    }
    setPreferences({ notifications: wanted && permission === 'granted' });
  };
  return (
    <Sheet title={words.notify}>
      <div>
        <SwitchField
          label={words.notifications}
          hint={permission === 'denied' ? words.notificationsDenied : words.notificationsHint}
          checked={notifications && permission === 'granted'}
          disabled={permission === 'denied'}
          onChange={(wanted) => void ask(wanted)}
        />
        <SwitchField
          label={words.sound}
          hint={words.soundHint}
          checked={sound}
          onChange={(wanted) => {
            setPreferences({ sound: wanted });
            if (wanted) playTone();
          }}
        />
      </div>
    </Sheet>
  );
}
