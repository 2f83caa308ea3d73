import { abilities, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Company } from '../company/company.entity.js';
import { companyById } from '../company/company.loader.js';
import { Member } from '../stubs.js';
import { Customer, CustomerConnection, CustomerPayload } from './customer.entity.js';
import { CustomerCreateInput, CustomerFilter, CustomerOrder, CustomerOrderField, CustomerUpdateInput } from './customer.inputs.js';
import { customerById } from './customer.loader.js';
import { customerPolicy } from './customer.policy.js';
import * as service from './customer.service.js';

const byName: CustomerOrder = { field: CustomerOrderField.NAME, direction: OrderDirection.ASC };

@Resolver(() => Customer)
export class CustomerResolver {
  @Query(() => Customer, { nullable: true, description: 'One customer; one who was merged too, as they were.' })
  customer(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Their id (uuid).' }) id: string): Promise<Customer | null> {
    return customerById(ctx).load(id);
  }

  @Query(() => CustomerConnection, { nullable: true, description: 'The customers, without those who were merged; by name unless asked otherwise.' })
  customers(
    @Ctx() ctx: Context,
    @Arg('filter', () => CustomerFilter, { nullable: true, description: 'Which; all unless given.' }) filter: CustomerFilter | null,
    @Arg('orderBy', () => CustomerOrder, { nullable: true, description: 'In which order.' }) orderBy: CustomerOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Customer>> {
    return service.list(ctx, filter ?? {}, orderBy ?? byName, args);
  }

  @Subscription(() => Customer, { topics: 'customer', nullable: true, description: 'A customer whenever something about them changes or happens. Frames carry `extensions.position`.' })
  customerChanged(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Their id (uuid).' }) id: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Customer | null> {
    return this.customer(ctx, id);
  }

  @Mutation(() => CustomerPayload, { nullable: true, description: 'Adds a customer.' })
  async customerCreate(@Ctx() ctx: Context, @Arg('input', () => CustomerCreateInput, { description: 'Whom.' }) input: CustomerCreateInput): Promise<CustomerPayload> {
    return { customer: await service.create(ctx, input) };
  }

  @Mutation(() => CustomerPayload, { nullable: true, description: 'Changes what is known of a customer.' })
  async customerUpdate(@Ctx() ctx: Context, @Arg('input', () => CustomerUpdateInput, { description: 'Whom, and what.' }) input: CustomerUpdateInput): Promise<CustomerPayload> {
    return { customer: await service.update(ctx, input) };
  }

  @FieldResolver(() => Company, { nullable: true, description: 'The company they belong to.' })
  company(@Ctx() ctx: Context, @Root() { companyId }: Customer): Promise<Company | null> | null {
    return companyId === null ? null : companyById(ctx).load(companyId);
  }

  @FieldResolver(() => Customer, { nullable: true, description: 'The customer who goes on, where this one was merged.' })
  mergedInto(@Ctx() ctx: Context, @Root() { mergedIntoId }: Customer): Promise<Customer | null> | null {
    return mergedIntoId === null ? null : customerById(ctx).load(mergedIntoId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who added them; null where the house itself did.' })
  createdBy(@Root() { createdById }: Customer): Member | null {
    return createdById === null ? null : { id: createdById };
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to them: `update`, `merge`, `unmerge`, `addIdentity`, `note`.' })
  viewerCan(@Ctx() ctx: Context, @Root() customer: Customer): string[] {
    return abilities(ctx.viewer, customerPolicy, customer);
  }
}
