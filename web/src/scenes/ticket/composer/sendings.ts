import { graphql } from '../../../gql/index.js';

/** Sends a reply. */
export const sendings_reply = graphql(`
  mutation sendings_reply($input: MessageReplyInput!) {
    messageReply(input: $input) {
      message {
        id
        delivery
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
/** Adds a note. */
export const sendings_note = graphql(`
  mutation sendings_note($input: MessageNoteInput!) {
    messageNote(input: $input) {
      message {
        id
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
