import { ArrowDownUp, FileDown, FileUp } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { FaqImportDialog } from './FaqImportDialog.tsx';

/** Examples out as a file, or in from one. */
export function FaqTransferMenu({ canImport }: { canImport: boolean }) {
  const words = useWords().automation.list;
  const { automation } = useDesk();
  const [importing, setImporting] = useState(false);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            <ArrowDownUp className="size-4" />
            {words.transfer}
          </Button>
        }
      >
        {canImport && (
          <MenuItem sign={<FileUp />} onSelect={() => setImporting(true)}>
            {words.import}
          </MenuItem>
        )}
        {/* A download does not leave the page. */}
        <MenuItem sign={<FileDown />} onSelect={() => location.assign(automation.exportUrl)}>
          {words.export}
        </MenuItem>
      </Menu>
      {importing && <FaqImportDialog onClose={() => setImporting(false)} />}
    </>
  );
}
