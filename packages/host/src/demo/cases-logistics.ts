import type { Case } from './cases.js';

/** What is on the road, arrives late, or arrives broken. */
export const logisticsCases: readonly Case[] = [
  {
    team: 1, tags: ['delivery', 'late'], weight: 20, urgency: [1, 4],
    subjects: ['Where is order {order}?', '{order} not delivered', 'Delivery overdue: {order}', 'Urgent: {product} has not arrived', 'Tracking {tracking} does not move', 'Status of {order} please'],
    opening: [
      ['Order {order} should have been here on {date}.', 'We are still waiting for {order} ({quantity} x {pack} {product}).', 'Your dispatch notice for {order} said two days, that was last week.', 'The tracking number {tracking} has shown the same place since {date}.'],
      ['Our stock of {product} lasts until Friday.', 'Production stops if it is not here tomorrow.', 'The people at the gate know nothing of a delivery.', 'Nobody called us either.', ''],
      ['When will it arrive?', 'Please let us know where it is.', 'Can you send part of it by express?', 'Please give me a date I can rely on.'],
    ],
    turns: [
      { who: 'note', share: 0.4, about: [0], parts: [['Carrier: pallet stayed in the depot, goes out tonight.', 'Driver stood before a closed gate yesterday 16:40, no call. Second try tomorrow morning.', 'Portal has no scan since {date}. Called the depot: the truck broke down, they reload.', 'They forgot the holiday on the way, no ADR on that day.']] },
      { who: 'agent', about: [1], parts: [['I have reached the carrier just now.', 'I looked into it with our dispatch.', 'Your delivery is not lost.'], ['The pallet was left behind at the depot and is on tomorrow\'s tour, before noon.', 'The driver came to a closed gate. He comes again tomorrow between 8 and 11, and calls half an hour before.', 'The truck broke down near {city}; the goods were taken over by another and arrive tomorrow.', 'There was a public holiday on the way, on which dangerous goods may not be driven. Delivery is on {date2}.'], ['I will look again tomorrow at ten and write to you.', 'Please make sure somebody can receive it.', 'We are sorry that you had to ask.']] },
      { who: 'customer', share: 0.5, parts: [['It is eleven o\'clock and nothing is here.', 'Thank you. Please tell the driver to use gate 2.', 'It arrived a minute ago, but one {pack} is missing.', 'OK. We will manage until then, but not longer.']] },
      { who: 'agent', share: 0.9, parts: [['The driver is twenty minutes away: he had to wait at the stop before yours.', 'Gate 2 is noted, also for all deliveries to come.', 'The missing piece stands at the depot without a label. It follows tomorrow, with no cost to you.', 'We keep an eye on it. The freight of this order is credited.']] },
    ],
  },
  {
    team: 1, tags: ['damage'], weight: 16, isLiquid: true, urgency: [3, 4],
    subjects: ['Leaking {pack} in order {order}', 'Damaged packaging {order}', 'Drum dented on arrival - {order}', 'Complaint: pallet broken, {product}', '{pack} leaking!! {order}'],
    opening: [
      ['Your delivery for {order} arrived this morning with damage.', 'When we unloaded {order}, we saw that the pallet had tipped over.', 'One {pack} of {product} is leaking at the cap.', 'The film was torn and two of the {pack}s are dented.'],
      ['The driver signed the remark on his papers.', 'The driver had left before we noticed.', 'We have put it into a tray and closed off the area.', 'About three litres have run out, our fire brigade was not needed.'],
      ['Photos are attached.', 'I can send photos if you need them.', 'The labels are readable, batch {batch}.', ''],
      ['What shall we do with it?', 'We need a replacement by the end of the week.', 'Who pays for the disposal?', 'Please collect it as soon as possible.'],
    ],
    turns: [
      { who: 'note', share: 0.5, parts: [['Remark is on the CMR, claim opened with the carrier.', 'No remark on the papers: claim will be difficult. Replacement as goodwill, below 500 €.', 'Told the dangerous goods officer. No ADR accident report needed below the threshold.', 'Third damage this month on the same tour, talk to Ostralpin.']] },
      { who: 'agent', parts: [['Is everybody well? Please let nobody handle it without gloves and goggles.', 'Thank you for acting so quickly.', 'I am sorry about that.'], ['Please do not send it back: leaking goods may not travel. Leave it in the tray, upright, cap up.', 'Bind what has run out with an inert binder and keep it closed and labelled. We cover the disposal.'], ['A replacement leaves today and is with you tomorrow.', 'The replacement is on the next truck, without any cost for you.', 'Please send us photos of the pallet, the damage and the label for the carrier.']] },
      { who: 'customer', share: 0.6, parts: [['Here are the photos. The batch is {batch}.', 'The replacement is here, thank you. When will the damaged one be collected?', 'Our waste company charges 85 €, I attach the invoice.']] },
      { who: 'agent', share: 0.95, parts: [['Thank you, that is all we need. The claim is with the carrier now, you have nothing more to do.', 'A salvage drum comes with the collection on {date2}; the driver packs it himself.', 'The 85 € are credited with the next invoice.']] },
    ],
  },
  {
    team: 1, tags: ['returns', 'ibc'], weight: 9, urgency: [0, 1],
    subjects: ['Collection of empty IBCs', 'Empty IBCs to collect in {city}', 'We ordered too much - return {order}?', 'Deposit for IBCs'],
    about: [0, 1, 2], isSubjectAbout: true,
    opening: [
      ['We have empty IBCs in the yard that should go.', 'Please collect five empty IBCs at {street}, {city}.', 'We ordered too much {product} with {order}; {quantity} x {pack} are unopened.', 'The 90 days for our deposits are nearly over.'],
      ['They are rinsed, closed and labelled.', 'All are from {product}.', 'They stand below a roof and were never opened.', ''],
      ['When can you come?', 'What does the collection cost?', 'Would you take them back?', 'How do we get the deposit back in time?'],
    ],
    turns: [
      { who: 'agent', about: [0, 1], parts: [['The collection is planned for {date2}, between 9 and 15.', 'Our tour passes {city} every second Thursday; it costs nothing, and I have put you on the next.', 'We take unopened goods back at 15 % of their price; your return number is R-{number}.', 'The date of your message counts, so nothing lapses. The collection is on {date2}.'], ['Next time please do not rinse them: only empty to the last drop, closed, and with the label on.', 'The deposit is credited ten days after they have passed inspection.', 'The goods must stand on a pallet, wrapped, with the return number on it.', 'The deposit is credited ten days after they have passed inspection.']] },
      { who: 'customer', share: 0.4, parts: [['The driver took only three of them, he had no room for more.', 'Thursday is fine. Gate closes at 15:30.', 'One has a broken valve. Does that matter?']] },
      { who: 'agent', share: 0.95, parts: [['The rest is on the tour of {date2}. Your deposit does not lapse meanwhile.', 'Noted, thank you.', 'A broken valve costs 18 €, the rest of the deposit is credited.']] },
    ],
  },
  {
    team: 1, tags: ['transport'], weight: 6, urgency: [0, 2],
    subjects: ['Delivery with tail lift', 'ADR papers for {order}', 'Time window for {order}', 'Unloading at our site in {city}'],
    about: [0, 1], isSubjectAbout: true,
    opening: [
      ['We have no ramp in {city}.', 'For {order} we need the transport documents in advance.', 'Our gate is open from 7 to 14 only.', 'The truck that brought the last delivery was too long for our yard.'],
      ['Can {product} come with a tail lift?', 'Which UN number and packing group is {product} sent under?', 'Please pass this to the carrier.', 'Is it possible to get a call an hour before?'],
    ],
    turns: [
      { who: 'agent', about: [0], parts: [['A tail lift carries 1000 kg a pallet, so canisters and drums are fine, full IBCs mostly are not.', 'The transport document with the UN number goes to you with the dispatch notice; a draft is attached to the mail that follows.', 'I have noted the time window for all your deliveries.', 'We will send a solo truck of at most 10 metres.'], ['It is in the transport order for {order}.', 'The driver calls an hour before.', '']] },
      { who: 'customer', share: 0.25, parts: [['And what about the costs?', 'Good. Please also tell them that the forklift is at the back.']] },
      { who: 'agent', share: 0.95, parts: [['The tail lift is 28 € for each delivery; the call is free.', 'Passed on.']] },
    ],
  },
];
