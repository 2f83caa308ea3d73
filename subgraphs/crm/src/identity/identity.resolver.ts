import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Customer } from '../customer/customer.entity.js';
import { customerById } from '../customer/customer.loader.js';
import { Member } from '../stubs.js';
import { Identity, IdentityPayload } from './identity.entity.js';
import { IdentityAddInput, IdentityRemoveInput, IdentityVerifyInput } from './identity.inputs.js';
import { identitiesByCustomer } from './identity.loader.js';
import { identityPolicy } from './identity.policy.js';
import * as service from './identity.service.js';

@Resolver(() => Identity)
export class IdentityResolver {
  @Mutation(() => IdentityPayload, { nullable: true, description: 'Adds an identity to a customer. CONFLICT where it is somebody\'s already.' })
  async identityAdd(@Ctx() ctx: Context, @Arg('input', () => IdentityAddInput, { description: 'Whose, and what.' }) input: IdentityAddInput): Promise<IdentityPayload> {
    return { identity: await service.add(ctx, input) };
  }

  @Mutation(() => IdentityPayload, { nullable: true, description: 'Notes that somebody made sure of an identity.' })
  async identityVerify(@Ctx() ctx: Context, @Arg('input', () => IdentityVerifyInput, { description: 'Which.' }) input: IdentityVerifyInput): Promise<IdentityPayload> {
    return { identity: await service.verify(ctx, input) };
  }

  @Mutation(() => IdentityPayload, { nullable: true, description: 'Takes an identity from its customer. Whoever is met by it next is a new customer, and has the calls, tickets and orders that came by it.' })
  async identityRemove(@Ctx() ctx: Context, @Arg('input', () => IdentityRemoveInput, { description: 'Which.' }) input: IdentityRemoveInput): Promise<IdentityPayload> {
    return { identity: await service.remove(ctx, input) };
  }

  @FieldResolver(() => Boolean, { description: 'Whether somebody made sure that it is theirs.' })
  verified(@Root() { verifiedAt }: Identity): boolean {
    return verifiedAt !== null;
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who made sure; null while nobody has.' })
  verifiedBy(@Root() { verifiedById }: Identity): Member | null {
    return verifiedById === null ? null : { id: verifiedById };
  }

  @FieldResolver(() => Customer, { nullable: true, description: 'Whose it is.' })
  customer(@Ctx() ctx: Context, @Root() { customerId }: Identity): Promise<Customer | null> {
    return customerById(ctx).load(customerId);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `verify`, `remove`.' })
  viewerCan(@Ctx() ctx: Context, @Root() identity: Identity): string[] {
    return abilities(ctx.viewer, identityPolicy, identity);
  }
}

@Resolver(() => Customer)
export class CustomerIdentityResolver {
  @FieldResolver(() => [Identity], { description: 'By what they are known, 100 at the most.' })
  identities(@Ctx() ctx: Context, @Root() customer: Customer): Promise<Identity[]> {
    return identitiesByCustomer(ctx).load(customer.id);
  }
}
