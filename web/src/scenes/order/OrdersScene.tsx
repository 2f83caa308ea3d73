import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useActions } from '../../actions.js';
import { useViewer } from '../../desk/viewer.js';
import { Choice } from '../../parts/Choice.js';
import { Page } from '../../parts/Page.js';
import { SearchField } from '../../parts/SearchField.js';
import { Tabs } from '../../parts/Tabs.js';
import { useFilters } from '../../useFilters.js';
import { OrderFilters } from './OrderFilters.js';
import { OrdersTable } from './OrdersTable.js';
import { ProductDialog } from './ProductDialog.js';
import { ProductsTable } from './ProductsTable.js';

const hazards = [
  { value: '', label: 'All products' },
  { value: 'yes', label: 'Hazardous' },
  { value: 'no', label: 'Not hazardous' },
];

/** All orders, and what is sold with its stock. */
export function OrdersScene() {
  const { may } = useViewer();
  const { values, set } = useFilters('tab', 'text', 'hazard');
  const [isCreating, setIsCreating] = useState(false);
  const isProducts = may('product.read') && (values.tab === 'products' || !may('order.read'));
  const mayCreate = isProducts && may('product.create');
  useActions(mayCreate ? [{ id: 'create', label: 'Add product', group: 'Here', keys: 'c', run: () => setIsCreating(true) }] : []);
  const tabs = [
    { to: '/orders', label: 'Orders', isHere: !isProducts },
    { to: '/orders?tab=products', label: 'Products and stock', isHere: isProducts },
  ];
  return (
    <Page
      title={isProducts ? 'Products and stock' : 'Orders'}
      action={
        mayCreate && (
          <Button leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />} onClick={() => setIsCreating(true)}>
            Add product
          </Button>
        )
      }
      tools={
        <>
          {may('product.read') && <Tabs label="Orders and products" tabs={tabs} />}
          <SearchField
            key={values.tab}
            label={isProducts ? 'Search products' : 'Search orders'}
            placeholder={isProducts ? 'Name or SKU' : 'Number, outside id, SKU or title'}
            value={values.text}
            onSearch={text => set('text', text)}
          />
          {isProducts ? <Choice label="Hazard" options={hazards} value={values.hazard} onChoose={hazard => set('hazard', hazard)} /> : <OrderFilters />}
        </>
      }
    >
      {isProducts ? <ProductsTable /> : <OrdersTable />}
      {isCreating && <ProductDialog onClose={() => setIsCreating(false)} />}
    </Page>
  );
}
