import type { Case } from './cases.js';

/** Papers on goods, and what is wrong with them. */
export const qualityCases: readonly Case[] = [
  {
    team: 2, tags: ['coa'], weight: 14, urgency: [0, 3],
    subjects: ['COA for batch {batch}', 'Certificate of analysis missing - {order}', 'Please send COA {product}', 'Analysis certificate {order}', 'No certificate with the delivery of {product}'],
    opening: [
      ['We received {order}, but no certificate of analysis.', 'Please send us the COA for {product}, batch {batch}.', 'For our incoming inspection we need the certificate of analysis of batch {batch}.', 'The certificate you sent is for another batch than the one on the label ({batch}).'],
      ['The goods stay blocked here until we have it.', 'Our auditor is here on {date2}.', 'We need it in English.', ''],
      ['Could you send it today?', 'Please make sure that it comes with each delivery.', 'A PDF by mail is fine.'],
    ],
    turns: [
      { who: 'note', share: 0.25, parts: [['Batch released yesterday 14:00, mail went to the old quality address.', 'Laboratory has mixed up two batches, they correct the certificate.', 'Added the quality address to the customer.']] },
      { who: 'agent', parts: [['The certificate of batch {batch} goes out with this mail.', 'Here it is: batch {batch}, all values within the specification.', 'You were sent the certificate of the neighbouring batch; the right one is attached to the mail that follows.'], ['I have noted your address for quality documents, so it will come by itself from now on.', 'We are sorry, the automatic mail went to an address that no longer exists.', '']] },
      { who: 'customer', share: 0.35, parts: [['The iron content is missing on it. We need it, limit 2 ppm.', 'Thank you, but this one is in German.', 'Can the shelf life be added?']] },
      { who: 'agent', share: 0.95, parts: [['Iron was measured on the retained sample: 0.8 ppm. The new certificate is on its way.', 'The English version follows in a minute.', 'Added: 24 months from the date of filling.']] },
    ],
  },
  {
    team: 2, tags: ['sds'], weight: 10, urgency: [0, 1],
    subjects: ['Safety data sheet {product}', 'SDS {sku} in French', 'Current SDS needed for audit', 'SDS revision {product}', 'Request: extended SDS with exposure scenarios'],
    opening: [
      ['Please send us the current safety data sheet of {product}.', 'The safety data sheet that we have for {product} is from three years ago.', 'For our hazardous substances register we need the SDS of {product} ({sku}).'],
      ['We need it in English and in our language.', 'Please include the exposure scenarios.', 'Our store wants to know the storage class and the water hazard class.', ''],
      ['Does it change anything for our store that you changed the classification?', 'Which gloves do you recommend for decanting?', 'Is there a list of changes to the last revision?', 'Thank you in advance.'],
    ],
    turns: [
      { who: 'agent', parts: [['The current sheet is on the product page: {sds}', 'You always find the newest revision here: {sds}'], ['Section 8 names the gloves, section 7 the storage class.', 'The changes are marked at the margin, in sections 3 and 15.', 'For decanting we recommend butyl rubber and goggles that close all around.'], ['Who bought it in the last twelve months gets new revisions by mail without asking.', 'Other languages take up to five days.', '']] },
      { who: 'customer', share: 0.3, parts: [['The link opens the German version for me.', 'Thanks. Is the UFI on the label the same as in section 1?']] },
      { who: 'agent', share: 0.95, parts: [['Please take the English one, I have sent it as a file as well.', 'Yes, the UFI is the same.']] },
    ],
  },
  {
    team: 2, tags: ['complaint', 'quality'], weight: 11, isLiquid: true, about: [1], isSubjectAbout: true, urgency: [1, 5],
    subjects: ['Complaint: {product} is cloudy', 'Concentration of {product} too low - {order}', 'Particles in {product}, batch {batch}', 'Smell of {product} unusual'],
    opening: [
      ['There is something wrong with {product} from order {order}.', 'Our laboratory has rejected batch {batch} of {product}.', 'We have opened the first {pack} of {product} from {order}.'],
      ['It is cloudy and has a slight yellow tint.', 'The titration gives almost two percent less than the certificate says.', 'There are white particles at the bottom.', 'It smells different from what we are used to.'],
      ['We have stopped using it.', 'We have used {quantity} already, and are worried about our product.', 'The other pieces are still closed.'],
      ['Please tell us what to do.', 'We need goods that we can use by {date2}.', 'Is something known about this batch?'],
    ],
    turns: [
      { who: 'note', share: 0.6, parts: [['Retained sample of {batch} is clear. Ask for 500 ml of theirs.', 'Second complaint about {batch}! Blocked the rest in the store, told purchasing.', 'Stored below 12 °C according to the driver: crystals, no defect.', 'Laboratory measures the retained sample tomorrow morning.']] },
      { who: 'agent', parts: [['Please use nothing more of batch {batch} until we know.', 'We take this seriously and have blocked what is left of {batch}.'], ['How did you measure it, and at what temperature was it stored?', 'Could you send us 500 ml of it, and a photo of the label?', 'Our laboratory is measuring the retained sample today.'], ['You have an answer within five working days, sooner if we can.', 'If you need goods meanwhile, we send another batch today.']] },
      { who: 'customer', share: 0.85, parts: [['It was stored in the hall at about 8 °C since it came.', 'The sample left by courier this afternoon.', 'Please send the other batch, we cannot wait.']] },
      { who: 'agent', share: 0.95, about: [1], parts: [['The result is there.', 'Our laboratory has finished.', 'Sorry that it took until now.'], ['The retained sample is clear and within the specification. In the cold it becomes cloudy: warm it to 25 °C and stir, then it is as good as new.', 'It confirms what you measured: the value is 1.6 % too low. We take the batch back, the full price is credited, and the new one is on its way.', 'The particles come from the seal of the cap, not from the product. The producer has changed the seal; we replace your goods.', 'The producer has changed the stabiliser, which smells. It is within the specification, but we take the goods back if you cannot use them.']] },
    ],
  },
  {
    team: 2, tags: ['technical'], weight: 9, urgency: [0, 1],
    subjects: ['Compatibility of {product} with PP tanks', 'Shelf life of {product}', 'Is {product} suitable for food?', 'Technical question about {product}', 'Replacement for {product}?'],
    about: [1], isSubjectAbout: true,
    opening: [
      ['We use {product} in our plant in {city}.', 'Before we order {product} we have a question.', 'A technical question on {product} ({sku}):'],
      ['Does it attack polypropylene, or do we need stainless steel?', 'How long does an opened {pack} keep?', 'Is it food grade, and are there statements on allergens and GMO?', 'Can it be diluted to half its strength on site, and how warm does it get?', 'We look for something that does the same but smells less.'],
    ],
    turns: [
      { who: 'note', share: 0.3, parts: [['Asked the producer about PP, table comes tomorrow.', 'See the article on storing it. Maybe write one on materials?']] },
      { who: 'agent', about: [1], parts: [['I asked our technical service.', 'A good question, we get it often.'], ['Polypropylene is fine up to 40 °C; above that take PVDF or stainless steel 1.4404.', 'Once opened it should be used within six months, closed and in the dark.', 'This grade is technical. For food there is another one, with statements and a certificate; the price is about a third higher.', 'Always give it to the water and stir, in portions: it can warm up by 40 degrees.', 'Lactic or citric acid would do the same without the smell. It takes a little longer.'], ['Shall we send a sample?', 'The data sheet has a table on page 4.', 'If you tell us more about your process, we can calculate it for you.']] },
      { who: 'customer', share: 0.45, parts: [['A sample of 250 ml would be great, to this address.', 'That helps. What is the price of the other grade?', 'We run at 55 °C, so stainless steel it is.']] },
      { who: 'agent', share: 0.95, parts: [['The sample leaves tomorrow, with its certificate.', 'For {many} x {pack} it would be {price} € each. I have noted your interest.', 'Then 1.4404 is right. Mind the seals: EPDM, not Viton.']] },
    ],
  },
];
