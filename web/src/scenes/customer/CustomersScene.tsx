import { Button } from '@mantine/core';
import { IconBuilding, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useActions } from '../../actions.js';
import { useViewer } from '../../desk/viewer.js';
import { Page } from '../../parts/Page.js';
import { SearchField } from '../../parts/SearchField.js';
import { Tabs } from '../../parts/Tabs.js';
import { useFilters } from '../../useFilters.js';
import { CompaniesTable } from './CompaniesTable.js';
import { CompanyDialog } from './CompanyDialog.js';
import { CreateCustomerDialog } from './CreateCustomerDialog.js';
import { CustomerFilters } from './CustomerFilters.js';
import { CustomersTable } from './CustomersTable.js';

/** All customers, and the companies they belong to. */
export function CustomersScene() {
  const { may } = useViewer();
  const navigate = useNavigate();
  const { values, set } = useFilters('tab', 'text');
  const [isCreating, setIsCreating] = useState(false);
  const isCompanies = values.tab === 'companies' && may('company.read');
  const mayCreate = may(isCompanies ? 'company.create' : 'customer.create');
  const verb = isCompanies ? 'Add company' : 'Add customer';
  useActions(mayCreate ? [{ id: 'create', label: verb, group: 'Here', keys: 'c', run: () => setIsCreating(true) }] : []);
  const tabs = [
    { to: '/customers', label: 'Customers', isHere: !isCompanies },
    { to: '/customers?tab=companies', label: 'Companies', isHere: isCompanies },
  ];
  const Icon = isCompanies ? IconBuilding : IconUserPlus;
  return (
    <Page
      title={isCompanies ? 'Companies' : 'Customers'}
      action={
        mayCreate && (
          <Button leftSection={<Icon size={16} stroke={1.7} aria-hidden />} onClick={() => setIsCreating(true)}>
            {verb}
          </Button>
        )
      }
      tools={
        <>
          {may('company.read') && <Tabs label="Customers and companies" tabs={tabs} />}
          <SearchField
            key={values.tab}
            label={isCompanies ? 'Search companies' : 'Search customers'}
            placeholder={isCompanies ? 'Name or domain' : 'Name, company, address or number'}
            value={values.text}
            onSearch={text => set('text', text)}
          />
          {!isCompanies && <CustomerFilters />}
        </>
      }
    >
      {isCompanies ? <CompaniesTable /> : <CustomersTable />}
      {isCreating && isCompanies && <CompanyDialog onClose={() => setIsCreating(false)} />}
      {isCreating && !isCompanies && (
        <CreateCustomerDialog onMade={id => void navigate(`/customers/${id}`)} onClose={() => setIsCreating(false)} />
      )}
    </Page>
  );
}
