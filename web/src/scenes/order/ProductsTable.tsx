import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { More } from '../../parts/More.js';
import { Outcome } from '../../parts/Outcome.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Card, Empty, Section } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useFilters } from '../../useFilters.js';
import classes from './ProductsTable.module.css';
import { ProductDialog } from './ProductDialog.js';
import { VariantDialog } from './VariantDialog.js';
import { VariantsTable } from './VariantsTable.js';

const ProductsTable_query = graphql(`
  query ProductsTable($filter: ProductFilter, $after: String) {
    products(filter: $filter, first: 15, after: $after) {
      nodes {
        id
        ...ProductsTable_product
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const ProductsTable_product = graphql(`
  fragment ProductsTable_product on Product {
    id
    name
    description
    hazard
    safetySheetUrl
    viewerCan
    ...ProductDialog_product
    ...VariantsTable_product
  }
`);

/** What is sold, in which variants, and how much of each there is. */
export function ProductsTable() {
  const { values, isAny, clear } = useFilters('text', 'hazard');
  const filter = {
    ...(values.text && { search: values.text.slice(0, 100) }),
    ...((values.hazard === 'yes' || values.hazard === 'no') && { hazardous: values.hazard === 'yes' }),
  };
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(ProductsTable_query, { variables: { filter }, fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' });
  const rows = (data ?? (loading ? previousData : undefined))?.products;
  if (!rows || rows.nodes.length === 0) {
    return (
      <Card>
        <Outcome what="products" rows={rows} loading={loading} error={error} onRetry={() => void refetch()}>
          {() => (
            <Empty
              title={isAny ? 'No product matches' : 'No products yet'}
              words={isAny ? 'Try a part of the name or of a SKU.' : 'Add what you sell: orders find it by its SKU.'}
              action={
                isAny && (
                  <Button variant="default" onClick={clear}>
                    Clear filter
                  </Button>
                )
              }
            />
          )}
        </Outcome>
      </Card>
    );
  }
  return (
    <>
      {rows.nodes.map(product => (
        <Product key={product.id} product={product} />
      ))}
      {rows.pageInfo.hasNextPage && (
        <Card>
          <More page={rows.pageInfo} onMore={after => fetchMore({ variables: { after } })} />
        </Card>
      )}
    </>
  );
}

function Product(props: { product: FragmentType<typeof ProductsTable_product> }) {
  const product = read(ProductsTable_product, props.product);
  const { id, name, description, hazard, safetySheetUrl, viewerCan } = product;
  const { may } = useViewer();
  const [open, setOpen] = useState<'edit' | 'variant' | null>(null);
  return (
    <Section
      id={`product-${id}`}
      title={name}
      lead={description || undefined}
      action={
        <span className={classes.head}>
          {hazard && <Tag tone="warn">{hazard}</Tag>}
          {safetySheetUrl && (
            <a href={safetySheetUrl} target="_blank" rel="noopener noreferrer nofollow">
              Safety data sheet
            </a>
          )}
          <RowMenu
            label={`Actions for ${name}`}
            verbs={[
              viewerCan.includes('update') && { label: 'Edit product', onChoose: () => setOpen('edit') },
              may('variant.create') && { label: 'Add variant', onChoose: () => setOpen('variant') },
            ]}
          />
        </span>
      }
    >
      <div className={classes.variants}>
        <VariantsTable product={product} />
      </div>
      {open === 'edit' && <ProductDialog product={product} onClose={() => setOpen(null)} />}
      {open === 'variant' && <VariantDialog productId={id} onClose={() => setOpen(null)} />}
    </Section>
  );
}
