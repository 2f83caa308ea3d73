import { useApolloClient } from '@apollo/client/react';
import { UnstyledButton } from '@mantine/core';
import { IconDownload, IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import { refusalOfAnswer } from '../../../client.js';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { RefusalNotice } from '../../../parts/Notice.js';
import { type Refusal } from '../../../refusal.js';
import { pathOf } from '../../../upload.js';
import { sizeWords } from '../words.js';
import { save } from './save.js';
import classes from './Message.module.css';

const Attachments_message = graphql(`
  fragment Attachments_message on Message {
    id
    attachments {
      id
      name
      type
      size
      contentId
      url
    }
  }
`);
const Attachments_links = graphql(`
  query Attachments_links($id: ID!) {
    message(id: $id) {
      id
      attachments {
        id
        url
      }
    }
  }
`);

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** The files of a message: pictures are shown, all may be saved. Links end after five minutes, so each is asked for anew. */
export function Attachments(props: { message: FragmentType<typeof Attachments_message>; shownInside: (contentId: string) => boolean }) {
  const { id, attachments } = read(Attachments_message, props.message);
  const client = useApolloClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const files = attachments.filter(({ contentId }) => !contentId || !props.shownInside(contentId));
  if (files.length === 0) return null;

  const handleSave = async (file: string, name: string) => {
    setRefusal(null);
    try {
      const { data } = await client.query({ query: Attachments_links, variables: { id }, fetchPolicy: 'no-cache' });
      const fresh = data.message?.attachments.find(one => one.id === file);
      if (fresh) save(pathOf(fresh.url), name);
    } catch (error) {
      setRefusal(refusalOfAnswer(error));
    }
  };
  return (
    <>
      <ul className={classes.files} aria-label="Attachments">
        {files.map(file => (
          <li key={file.id} className={classes.file}>
            <UnstyledButton className={classes.fileButton} onClick={() => void handleSave(file.id, file.name)} aria-label={`Save ${file.name || 'the file without a name'}, ${sizeWords(file.size)}`}>
              {pictures.includes(file.type) ? <Preview url={file.url} /> : <IconFile size={20} stroke={1.5} aria-hidden className={classes.fileIcon} />}
              <span className={classes.fileWords}>
                <span className={classes.fileName}>{file.name || 'No name'}</span>
                <span className={classes.fileFacts}>
                  {kindOf(file)} · {sizeWords(file.size)}
                </span>
              </span>
              <IconDownload size={16} stroke={1.7} aria-hidden className={classes.fileIcon} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {refusal && <RefusalNotice refusal={refusal} />}
    </>
  );
}

function Preview({ url }: { url: string }) {
  const [path] = useState(() => pathOf(url)); // each answer has a new link to the same picture
  const [isOver, setOver] = useState(false); // a link ends after minutes, and this one may have been kept for longer
  return <img src={isOver ? pathOf(url) : path} alt="" className={classes.preview} onError={() => setOver(true)} />;
}

function kindOf({ name, type }: { name: string; type: string }): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
  return ending?.toUpperCase() ?? type;
}
