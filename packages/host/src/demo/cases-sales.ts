import type { Case } from './cases.js';

/** Prices, orders, invoices and papers. */
export const salesCases: readonly Case[] = [
  {
    team: 0, tags: ['quote'], weight: 12, urgency: [0, 1],
    subjects: ['Quote for {product}', 'Price for {many} x {pack} {product}?', 'Request for quotation: {product}', 'Your best price {sku}', 'Yearly demand {product}'],
    opening: [
      ['We need a quote for {product}, {many} x {pack}.', 'Please quote {many} x {pack} of {product} ({sku}), delivered to {city}.', 'What would {product} cost us if we took {many} x {pack} a month?', 'Our current supplier of {product} has raised prices again, so we are looking around.'],
      ['Delivery would be in about three weeks.', 'We would call it off in four lots over the year.', 'It is for a new line that starts next quarter.', 'Please include freight and any deposits.', ''],
      ['Which terms can you offer?', 'Do you have it in stock or what is the lead time?', 'Is there a better price for IBCs than for drums?', 'A specification and the safety data sheet would help us too.'],
    ],
    turns: [
      { who: 'note', share: 0.35, parts: [['Purchasing says {product} moves up next month. Quote for 14 days only.', 'They buy from a local dealer so far. We can go to the second price list.', 'Asked purchasing for a price of the day, they answer by noon.']] },
      { who: 'agent', parts: [['For {many} x {pack} {product} we can offer {price} € each, delivered to {city}, VAT and deposits not included.', 'Our price for {sku} in this quantity is {price} € each, free your site.'], ['It is in stock today; the lead time is two to three working days.', 'The goods are filled on order: please allow five working days.', 'Stock is short until the next delivery, about {days} days from now.'], ['The quote is valid for 14 days, subject to prior sale.', 'The price holds for orders within two weeks, 30 days net after a credit check.']] },
      { who: 'customer', share: 0.55, parts: [['That is a little above what we pay now. Can you do something if we commit for six months?', 'Looks good. How much would it be if we double the quantity?', 'Thank you. I need to get this approved, is the price still good at the end of the month?', 'Fine for us. Do you deliver on Thursdays?']] },
      { who: 'agent', share: 0.75, parts: [['With a commitment over six months we can take 3 % off, and hold the price for the first three.', 'From twice the quantity on the price drops by 2.5 %, and freight stays free.', 'We will hold it until the end of the month for you.', 'Yes, the Thursday tour passes {city}. Order by Tuesday 11:00.'], ['Shall I enter the order?', 'Just answer with your order number and we take it from there.', 'I have attached the conditions to your customer record, so that the shop shows them too.']] },
    ],
  },
  {
    team: 0, tags: ['order-change'], weight: 11, urgency: [1, 3],
    subjects: ['Order {order}: wrong quantity', 'Change of delivery address {order}', '{order} - different packing please', 'Please take {product} out of {order}', 'Can {order} come a week later?'],
    about: [1], isSubjectAbout: true,
    opening: [
      ['I made a mistake in order {order}.', 'We placed {order} on {date} and need to change it.', 'Could you please stop {order} for a moment?', 'Our production plan has moved, and with it order {order}.'],
      ['It should be {many} x {pack} of {product}, nothing else changes.', 'Please deliver to our second site: {street}, {city}.', 'We need {product} in a smaller packing; our lift cannot take more than 300 kg.', 'We do not need the {product} after all. The rest can come as planned.', 'It would be better to have it a week later.'],
      ['Is that still possible?', 'Please send a new confirmation.', 'Sorry for the inconvenience.', 'I hope it has not left yet.'],
    ],
    turns: [
      { who: 'agent', about: [1], parts: [['You were in time: {order} had not been picked yet.', 'I could still stop {order} in the store.', 'The picking of {order} had just begun, but the colleagues took it back.'], ['The quantity is changed, and the new confirmation is on its way.', 'It goes to {street}, {city} now, and so does the new confirmation.', 'I have changed the packing; the total changes accordingly, the payment terms stay.', 'I have taken {product} out; the rest comes as planned.', 'Changed. The delivery moves to {date2}.'], ['Please look it over and tell us by tomorrow if anything is not right.', 'The old confirmation is void.', '']] },
      { who: 'customer', share: 0.3, parts: [['The confirmation still shows the old address. Could you check?', 'One more thing: please add our reference "{city} store" to the papers.', 'Does the carrier know about the time window as well?']] },
      { who: 'agent', share: 0.9, parts: [['You are right, that was the invoice address. The goods go where you want them; I have had the papers printed anew.', 'Added. It will stand on the delivery note and on the invoice.', 'Yes, the time window is in the transport order now.']] },
    ],
  },
  {
    team: 0, tags: ['invoice'], weight: 12, urgency: [0, 2],
    subjects: ['Invoice {invoice}: our order number is missing', 'Invoice {invoice}: deposit charged though returned', 'Wrong VAT on invoice {invoice}', 'Price on invoice {invoice}', 'Invoice {invoice} for {order}: quantity'],
    about: [1], isSubjectAbout: true,
    opening: [
      ['We received invoice {invoice} for order {order}.', 'This is about invoice {invoice}.', 'Our accounts department came back with invoice {invoice}.'],
      ['It does not show our order number, so it cannot be booked.', 'The deposit for the IBCs is on it, but we returned them in the week of {date}.', 'VAT was charged although our VAT number is on file.', 'The price of {product} is not the one of your quote: we agreed on {price} €.', 'The quantity is {quantity}, but we received one less, as the driver noted.'],
      ['Please send a corrected one.', 'Could you clarify before it falls due?', 'We will hold the payment until then.', 'Please send it to our accounting address as well.'],
    ],
    turns: [
      { who: 'note', share: 0.4, about: [0], parts: [['Their number was in the remarks of the order, nobody took it over.', 'Return of 4 IBCs was booked on the wrong customer. Moved it.', 'VAT number was not validated on the day of delivery, finance looks at it.', 'Quote was entered after the order, so the list price was taken.', 'Delivery note says one missing, driver signed. Credit is right.']] },
      { who: 'agent', about: [1], parts: [['You are right, and we are sorry.', 'I have checked this with our accounts department.', 'That was our mistake.'], ['The new invoice carries your order number and goes to your accounting address from now on.', 'Your IBCs are in; the deposit is credited today.', '{invoice} is cancelled, and a new one without VAT follows.', 'You will receive a credit note for the difference today; please pay the rest as it is.', 'The missing piece is credited today; please pay the rest as it is.'], ['The due date starts anew.', 'The payment term is counted from the new date.', '']] },
      { who: 'customer', share: 0.35, parts: [['The credit note has not arrived yet.', 'Thanks. Could you also send it as XRechnung?', 'Accounting asks whether the discount for early payment still counts.']] },
      { who: 'agent', share: 0.95, parts: [['It was stuck in the outgoing mail; it has been sent again just now.', 'From the next invoice on you get XRechnung as well. This one I have sent by hand.', 'Yes, the period for the discount starts with the new invoice.']] },
    ],
  },
  {
    team: 0, tags: ['end-use'], weight: 14, only: ['HNO3', 'H2O2-35', 'ACETONE', 'TOL', 'KMNO4', 'MEK', 'H2SO4-96', 'HCL37'], urgency: [0, 2],
    subjects: ['Declaration of end use for {product}', 'Why is {order} on hold?', 'EUD form {product}', 'Order {order} waits for a declaration'],
    opening: [
      ['The shop says that {order} waits for a declaration of end use.', 'You asked us for a declaration of end use for {product}.', 'Why is our order {order} not released?'],
      ['We have bought {product} from you for years.', 'Our company uses it for cleaning of tanks only.', 'The person who signed the last one has left the company.', ''],
      ['Which form do you need, and who must sign it?', 'Is a scan enough?', 'How long does the release take once you have it?'],
    ],
    turns: [
      { who: 'agent', parts: [['{product} is a regulated substance, so we need a declaration that is not older than a year.', 'The declaration we have on file has run out, and the law leaves us no choice for {product}.'], ['The form goes out with this mail: please name the use and a responsible person, with signature and stamp. A scan is enough.', 'Please fill in the form, signed by somebody who may sign for your company. We keep it for 18 months.'], ['Once it is here the order is released the same day.', 'Your goods stay reserved meanwhile.']] },
      { who: 'customer', share: 0.7, parts: [['Here it is, signed by our plant manager.', 'Please find the signed form attached. The original follows by post.', 'Done. Can it still leave today?']] },
      { who: 'agent', share: 0.95, parts: [['Checked and filed. {order} is released and leaves with the next tour.', 'Thank you, all complete. The order is released, you will get the dispatch notice tonight.']] },
    ],
  },
  {
    team: 0, tags: ['account'], weight: 5, urgency: [0, 1],
    subjects: ['New purchaser in our company', 'Change of our address', 'Access to the shop', 'Terms of payment'],
    about: [0], isSubjectAbout: true,
    opening: [
      ['I have taken over purchasing from my colleague.', 'Our company has moved: the new address is {street}, {city}.', 'I cannot log in to the shop any more.', 'We would like to order on account instead of paying in advance.'],
      ['Please change your records from now on.', 'What do you need from us?', 'Please send order confirmations and dispatch notices to this address.', 'Open orders should go to the new address, too.'],
    ],
    turns: [
      { who: 'agent', about: [0], parts: [['Nice to meet you. I have added you as a contact, and taken your colleague off the list.', 'Done: the new address is in our records, and in your open orders.', 'Your password had expired. You will get a link to choose a new one.', 'For terms of 30 days we need a company registration and your VAT number; finance sets the limit within two days.']] },
      { who: 'customer', share: 0.3, parts: [['The link has expired, sorry, I was travelling.', 'Please find the papers attached.']] },
      { who: 'agent', share: 0.95, parts: [['No problem, there is a new one in your mailbox.', 'Thank you, all is set up.']] },
    ],
  },
];
