import { ArrowDownUp, FileDown, FileUp } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuGroup, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { ImportDialog } from './ImportDialog.tsx';

/** Out as a file, or in from one. */
export function TransferMenu({ canImport }: { canImport: boolean }) {
  const words = useWords().snippets.transfer;
  const { snippets } = useDesk();
  const [importing, setImporting] = useState(false);
  // A download does not leave the page.
  const download = (format: 'csv' | 'json') => location.assign(snippets.exportUrl(format));
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            <ArrowDownUp className="size-4" />
            {canImport ? `${words.import} / ${words.export}` : words.export}
          </Button>
        }
      >
        {canImport && (
          <>
            <MenuItem sign={<FileUp />} onSelect={() => setImporting(true)}>
              {words.import}
            </MenuItem>
            <MenuLine />
          </>
        )}
        <MenuGroup label={words.export}>
          <MenuItem sign={<FileDown />} onSelect={() => download('csv')}>
            {words.csv}
          </MenuItem>
          <MenuItem sign={<FileDown />} onSelect={() => download('json')}>
            {words.json}
          </MenuItem>
        </MenuGroup>
      </Menu>
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  );
}
