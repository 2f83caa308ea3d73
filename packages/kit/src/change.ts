import { Field, ID, ObjectType, registerEnumType, type ClassType } from 'type-graphql';

/** What happened to something in a list that is watched. */
export enum ChangeKind {
  ENTERED = 'ENTERED',
  CHANGED = 'CHANGED',
  LEFT = 'LEFT',
}
registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: 'What happened to something in a list that is watched.',
  valuesConfig: {
    ENTERED: { description: 'It is in the list, and is not known to have been in it before.' },
    CHANGED: { description: 'It was in the list and still is.' },
    LEFT: { description: 'It is not in the list any more, or the viewer may not see it any more.' },
  },
});

/** One thing of a list that something happened to. */
export interface Change<Row> {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly row: Row | null;
}

/** The type of what a list's subscription tells, e.g. OrderChange with the field `order`. */
export function changeOf<Row extends object>(noun: ClassType<Row>, name: string): ClassType<Change<Row>> {
  @ObjectType(`${name}Change`, { description: `What happened to one ${name} of a list.` })
  class Changed {
    @Field(() => ID, { description: 'Its id (uuid).' })
    id!: string;

    @Field(() => ChangeKind, { description: 'What happened.' })
    kind!: ChangeKind;

    @Field(() => noun, { name: `${name.charAt(0).toLowerCase()}${name.slice(1)}`, nullable: true, description: 'How it is now; null where it left.' })
    row!: Row | null;
  }
  return Changed;
}
