import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum DependencyState {
  OK = 'OK',
  DEGRADED = 'DEGRADED',
  DOWN = 'DOWN',
  SANDBOX = 'SANDBOX',
  OFF = 'OFF',
}
registerEnumType(DependencyState, {
  name: 'DependencyState',
  description: 'How something the house depends on is.',
  valuesConfig: {
    OK: { description: 'Does its work.' },
    DEGRADED: { description: 'Works, and is behind or has failed for somebody.' },
    DOWN: { description: 'Does not answer.' },
    SANDBOX: { description: 'Only shows what it would do: nothing leaves this machine.' },
    OFF: { description: 'Is not set up.' },
  },
});

@ObjectType({ description: 'One figure of a dependency.' })
export class DependencyFigure {
  @Field(() => String, { description: 'What is counted, with its unit where it has one, e.g. `dead`, `lag` or `waitSeconds`.' })
  name!: string;

  @Field(() => Int, { description: 'How much.' })
  value!: number;
}

@ObjectType({ description: 'Something the house depends on, and how it is for this organization.' })
export class Dependency {
  @Field(() => ID, { description: 'What it is, e.g. `consumer voice.hooks` or `provider mail`.' })
  name!: string;

  @Field(() => DependencyState, { description: 'How it is.' })
  state!: DependencyState;

  @Field(() => String, { nullable: true, description: 'A figure or a few words for administrators.' })
  detail!: string | null;

  @Field(() => [DependencyFigure], { description: 'The figures behind its state. Those of jobs, events and parked events are this organization\'s alone.' })
  figures!: DependencyFigure[];
}
