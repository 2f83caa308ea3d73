import { abilities, connectionOf, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { CustomerConnection, type Customer } from '../customer/customer.entity.js';
import { customersByCompany } from '../customer/customer.loader.js';
import { Company, CompanyPayload } from './company.entity.js';
import { CompanyCreateInput, CompanyFilter, CompanyUpdateInput } from './company.inputs.js';
import { companyById, domainsByCompany } from './company.loader.js';
import { companyPolicy } from './company.policy.js';
import * as service from './company.service.js';

const CompanyConnection = connectionOf(Company, 'Company');

@Resolver(() => Company)
export class CompanyResolver {
  @Query(() => Company, { nullable: true, description: 'One company.' })
  company(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Company | null> {
    return companyById(ctx).load(id);
  }

  @Query(() => CompanyConnection, { nullable: true, description: 'The companies, by name.' })
  companies(
    @Ctx() ctx: Context,
    @Arg('filter', () => CompanyFilter, { nullable: true, description: 'Which; all unless given.' }) filter: CompanyFilter | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Company>> {
    return service.list(ctx, filter ?? {}, args);
  }

  @Mutation(() => CompanyPayload, { nullable: true, description: 'Adds a company.' })
  async companyCreate(@Ctx() ctx: Context, @Arg('input', () => CompanyCreateInput, { description: 'What it is.' }) input: CompanyCreateInput): Promise<CompanyPayload> {
    return { company: await service.create(ctx, input) };
  }

  @Mutation(() => CompanyPayload, { nullable: true, description: 'Changes what is known of a company.' })
  async companyUpdate(@Ctx() ctx: Context, @Arg('input', () => CompanyUpdateInput, { description: 'Which, and what.' }) input: CompanyUpdateInput): Promise<CompanyPayload> {
    return { company: await service.update(ctx, input) };
  }

  @FieldResolver(() => [String], { description: 'Its mail domains.' })
  async domains(@Ctx() ctx: Context, @Root() company: Company): Promise<string[]> {
    return (await domainsByCompany(ctx).load(company.id)).map(({ domain }) => domain);
  }

  @FieldResolver(() => CustomerConnection, { nullable: true, description: 'Its people, by name.' })
  customers(@Ctx() ctx: Context, @Root() company: Company, @Args(() => PageArgs) args: PageArgs): Promise<Page<Customer> | null> {
    return customersByCompany(ctx, args).load(company.id);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `update`.' })
  viewerCan(@Ctx() ctx: Context, @Root() company: Company): string[] {
    return abilities(ctx.viewer, companyPolicy, company);
  }
}
