import { ActionIcon, Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCode, IconCopyPlus, IconDeviceFloppy, IconDots, IconLink, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react';
import { useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { RefusalNotice } from '../parts/Notice.js';
import { Tag } from '../parts/Tag.js';
import { type Refusal, refusalFrom } from '../refusal.js';
import { copyText, noCopy } from './copy.js';
import { curlOf, fetchOf } from './code.js';
import { CostMeter } from './cost/CostMeter.js';
import { useQuestion } from './cost/useCost.js';
import { useActiveTab, useDesk, useOpenTab } from './desk.js';
import classes from './QueryBar.module.css';
import { isChanged, pathOf, type Saved } from './saved/links.js';
import { readOne, update } from './saved/saved.js';
import { SaveDialog } from './saved/SaveDialog.js';

/** What the question at hand is called, whether it is saved, what it would cost, and what can be done with it. */
export function QueryBar() {
  const tab = useActiveTab();
  return tab === undefined ? null : <TabBar key={tab.id} tab={tab} />;
}

function TabBar({ tab }: { tab: NonNullable<ReturnType<typeof useActiveTab>> }) {
  const { credential, canSave, links, link, relink, say, deleteSoon } = useDesk();
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({ queryEditor, variableEditor }));
  const openTab = useOpenTab();
  const question = useQuestion();
  const [dialog, setDialog] = useState<'save' | 'rename' | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  const saved = links[tab.id];
  const may = (verb: string) => saved?.viewerCan.includes(verb) ?? false;
  const isDirty = saved !== undefined && isChanged(saved, tab.query ?? '', tab.variables ?? '');
  const written = () => ({ document: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' });

  const change = async (part: Partial<Saved>, words: (saved: Saved) => string) => {
    if (saved === undefined || busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      const next = await update(credential, { id: saved.id, version: saved.version, ...part });
      relink(saved.id, next);
      say(words(next));
    } catch (error) {
      setRefusal(refusalFrom(error));
    } finally {
      setBusy(false);
    }
  };
  const save = () => {
    if (!canSave) return say('Saved queries belong to people. Ask with your session to save one.');
    if (saved === undefined || !may('update')) return setDialog('save');
    if (isChanged(saved, written().document, written().variables)) return void change(written(), ({ name }) => `“${name}” is saved.`);
    say('Everything is saved.');
  };
  const lookAtTheirs = async () => {
    setRefusal(null);
    const theirs = saved && (await readOne(credential, saved.id).catch(() => null));
    if (!theirs) return say('It is not there any more.');
    link(tab.id, null); // what is here becomes a question of its own
    link(openTab(theirs.document, theirs.variables), theirs);
  };
  const copy = (text: string, words: string) => copyText(text).then(isCopied => say(isCopied ? words : noCopy));
  useHotkeys([['mod+S', save]], [], true);

  return (
    <div className={classes.bar}>
      <div className={classes.line}>
        <span className={classes.name}>{saved ? saved.name : 'Not saved'}</span>
        {saved?.shared && <Tag>Shared</Tag>}
        {isDirty && <Tag tone="warn">Unsaved changes</Tag>}
        <span className={classes.grow} />
        <div className={classes.cost}>
          <CostMeter />
        </div>
        <Button
          size="compact-sm"
          variant="default"
          className={classes.save}
          loading={busy}
          onClick={save}
          leftSection={<IconDeviceFloppy size={15} stroke={1.7} aria-hidden />}
          aria-keyshortcuts="Control+S"
        >
          Save
        </Button>
        <Menu width={250}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={30} aria-label="Actions for this question">
              <IconDots size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown aria-label="Actions for this question">
            {canSave && <Item icon={IconCopyPlus} label="Save as…" onChoose={() => setDialog('save')} />}
            {may('update') && <Item icon={IconPencil} label="Rename" onChoose={() => setDialog('rename')} />}
            {saved && may('share') && (
              <Item
                icon={IconUsers}
                label={saved.shared ? 'Stop sharing' : 'Share with the organization'}
                onChoose={() => void change({ shared: !saved.shared }, ({ shared }) => (shared ? 'Everybody in the organization sees it now.' : 'It is yours alone now.'))}
              />
            )}
            {saved && <Item icon={IconLink} label="Copy link" onChoose={() => void copy(window.location.origin + pathOf(saved.id), 'The link is copied.')} />}
            <Item icon={IconCode} label="Copy as curl" isOff={question === null} onChoose={() => void copy(curlOf(window.location, question ?? { query: '' }), 'Copied as curl. Put an API key into it.')} />
            <Item icon={IconCode} label="Copy as JavaScript" isOff={question === null} onChoose={() => void copy(fetchOf(window.location, question ?? { query: '' }), 'Copied as JavaScript. Put an API key into it.')} />
            {saved && may('delete') && <Item icon={IconTrash} label="Delete" isGrave onChoose={() => deleteSoon(saved)} />}
          </Menu.Dropdown>
        </Menu>
      </div>
      {refusal && (
        <RefusalNotice refusal={refusal} takesFocus>
          {refusal.code === 'CONFLICT' && (
            <Button size="compact-sm" variant="default" onClick={() => void lookAtTheirs()}>
              Look at theirs
            </Button>
          )}
          {(refusal.code === 'CONFLICT' || refusal.code === 'NOT_FOUND') && (
            <Button size="compact-sm" variant="default" onClick={() => setDialog('save')}>
              Save mine as another
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => setRefusal(null)}>
            Dismiss
          </Button>
        </RefusalNotice>
      )}
      {dialog !== null && (
        <SaveDialog
          {...(dialog === 'rename' && saved && { renamed: saved })}
          name={saved ? (dialog === 'rename' ? saved.name : `${saved.name} copy`.slice(0, 80)) : tab.title.startsWith('<') ? '' : tab.title.slice(0, 80)}
          written={written}
          onClose={() => setDialog(null)}
          onSaved={next => {
            setDialog(null);
            setRefusal(null);
            if (dialog === 'rename') relink(next.id, next);
            else link(tab.id, next);
            say(`“${next.name}” is saved.`);
          }}
        />
      )}
    </div>
  );
}

interface ItemProps {
  readonly icon: typeof IconCode;
  readonly label: string;
  readonly isGrave?: boolean;
  readonly isOff?: boolean;
  readonly onChoose: () => void;
}

function Item({ icon: Icon, label, isGrave = false, isOff = false, onChoose }: ItemProps) {
  return (
    <Menu.Item leftSection={<Icon size={16} stroke={1.6} aria-hidden />} color={isGrave ? 'var(--dg-danger)' : undefined} disabled={isOff} onClick={onChoose}>
      {label}
    </Menu.Item>
  );
}
