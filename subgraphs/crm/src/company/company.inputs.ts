import { Name } from '@deskgraph/kit';
import { ArrayMaxSize, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** How many domains a company has at the most. */
const mostDomains = 20;

@InputType({ description: 'Which companies; every part given must hold.' })
export class CompanyFilter {
  @Length(1, 100)
  @Field(() => String, { nullable: true, description: 'How words of the name or a domain begin, any case; 1 to 100 characters.' })
  text?: string | null;
}

@InputType({ description: 'A company to add.' })
export class CompanyCreateInput {
  @Name(200)
  @Field(() => String, { description: 'What it is called, 1 to 200 characters.' })
  name!: string;

  @ArrayMaxSize(mostDomains)
  @Field(() => [String], { nullable: true, description: 'Its mail domains, e.g. `example.com`, 20 at most, each of one company only: who is met at one, or is known by it and has no company, belongs to the company.' })
  domains?: string[] | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the company it made.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What to change of a company; what is not given stays.' })
export class CompanyUpdateInput {
  @Field(() => ID, { description: 'The company.' })
  id!: string;

  @Field(() => Int, { description: 'The version you saw; CONFLICT if somebody has changed it since.' })
  version!: number;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'What it is to be called, 1 to 200 characters.' })
  name?: string | null;

  @ArrayMaxSize(mostDomains)
  @Field(() => [String], { nullable: true, description: 'All its mail domains from now on, 20 at most. Who is known by an address there and has no company becomes one of its people.' })
  domains?: string[] | null;
}
