import type { Rights } from './rights.ts'

export const rights: Rights = {
  ID: {
    intro:
      'Law 8 of 1999 on Consumer Protection gives every consumer in Indonesia nine rights (article 4). This is what each means when a line fails, and where you find it here.',
    rights: [
      {
        title: 'Comfort, security and safety',
        text: 'A service must not put you in danger or leave you helpless: when it fails you are told, and your data stays safe.',
        here: 'The overview says at once whether something is wrong. What is yours is shown only after you have signed in, and you can sign out on all devices.',
        article: 'Article 4 letter a',
      },
      {
        title: 'To choose, and to get what was promised',
        text: 'You choose your service yourself and get it in the quality and under the guarantees for which you pay.',
        here: '“My services” shows plan, fee, support and what you may expect of each service.',
        article: 'Article 4 letter b',
      },
      {
        title: 'Correct, clear and honest information',
        text: 'You are told what the state of the service is: what failed, since when, why, and until when.',
        here: '“Outages” shows beginning, cause, expected end and every word that we published meanwhile.',
        article: 'Article 4 letter c',
      },
      {
        title: 'To be heard',
        text: 'Your opinion and your complaint about the service are listened to.',
        here: '“I think this is wrong”, at each outage and each credit. A person reads it, and the answer stands there.',
        article: 'Article 4 letter d',
      },
      {
        title: 'Help, protection and a fair settlement of disputes',
        text: 'You may have somebody speak for you, and a dispute is settled in a proper way.',
        here: 'Each credit can be downloaded with its reasons and shown to a consumer body. Below are the steps if we do not agree.',
        article: 'Article 4 letter e',
      },
      {
        title: 'Guidance and education',
        text: 'You may learn what your rights are and how they are used.',
        here: 'This page, and the arithmetic of each credit step by step, in your language.',
        article: 'Article 4 letter f',
      },
      {
        title: 'Proper, honest and equal treatment',
        text: 'Nobody is treated worse for his origin, faith, wealth or place.',
        here: 'Equal facts give equal credits: before money is paid it is checked that nobody with the same fee and the same outage gets less.',
        article: 'Article 4 letter g',
      },
      {
        title: 'Compensation',
        text: 'If the service is not what was agreed, you may claim compensation, damages or a replacement. The law fixes no amount; contract and actual loss decide.',
        here: '“Credits” shows what you were granted, by which rule, and what still waits to be paid.',
        article: 'Article 4 letter h, article 19',
      },
      {
        title: 'Rights in other laws',
        text: 'What telecommunications law and your contract give you comes on top.',
        here: 'Each credit names every article and contract term on which it rests.',
        article: 'Article 4 letter i',
      },
    ],
    duties: [
      'Read and follow the instructions for using the service, for your own safety (article 5 letter a).',
      'Act in good faith: say truthfully what happened and since when (article 5 letter b).',
      'Pay the agreed price (article 5 letter c).',
      'Follow the proper way if it comes to a dispute (article 5 letter d).',
      'Keep your contact on record up to date, or a code and an answer cannot reach you.',
    ],
    next: [
      'Say here what is wrong, with “I think this is wrong”.',
      'If we refuse, do not answer or do not pay, you may go to the Consumer Dispute Settlement Agency (BPSK) or to court, as you choose (article 23). BPSK costs nothing and decides within 21 working days (article 55).',
      'Whoever does not accept its decision may object before the district court within 14 working days (article 56). That the fault was not his, the business has to prove (article 28).',
      'A registered consumer association (LPKSM) may help you or sue for many at once (article 46).',
    ],
    sources: [
      'Undang-Undang Nomor 8 Tahun 1999 tentang Perlindungan Konsumen, articles 4, 5, 19, 23, 28, 46, 55 and 56. Read in unofficial copies.',
    ],
  },
  PL: {
    intro:
      'The Electronic Communications Law of 2024 (PKE) and your contract say what you get when a service fails in Poland, and how you complain.',
    rights: [
      {
        title: 'Compensation when a service fails',
        text: 'The provider is liable for a service that was not given or given badly, by the contract and the Civil Code. As a rule contracts grant a thirtieth of the monthly fee for each day.',
        here: '“Credits” shows what you were granted, for which days and by which term.',
        article: 'PKE article 376',
      },
      {
        title: 'Higher amounts for universal service',
        text: 'A provider designated for universal service pays more for long interruptions: from 36 hours in a billing period, and for days with more than 12 hours.',
        here: 'If this applies to your provider, the credit names the article; if not, it says why.',
        article: 'PKE article 377',
      },
      {
        title: 'To complain for a year, in any way',
        text: 'You have twelve months from the end of the billing period in which the interruption ended. You may write, call, come or send an e-mail.',
        here: '“I think this is wrong” reaches a person. Where you need the legal deadlines to run, complain as your contract says: this does not yet replace it.',
        article: 'PKE article 378 paragraphs 2 and 3',
      },
      {
        title: 'An answer within 30 days',
        text: 'If no answer with reasons is sent within 30 days, the complaint counts as accepted.',
        here: 'Each appeal shows its state, its date and its answer.',
        article: 'PKE article 378 paragraph 5',
      },
      {
        title: 'Payment within 30 days',
        text: 'If what was accepted is not paid within 30 days, you may go to court or to the regulator.',
        here: '“Credits” shows what still waits to be paid.',
        article: 'PKE article 379',
      },
      {
        title: 'To leave',
        text: 'If a service other than internet access differs markedly, for long or often from what was agreed, you may end the contract.',
        here: '“Outages” lists a year of interruptions with beginning and end, to show how often it happened.',
        article: 'PKE article 380',
      },
      {
        title: 'A free settlement of disputes',
        text: 'Consumers may have a dispute settled by the President of UKE, free of charge.',
        here: 'Each credit can be downloaded with its reasons and attached.',
        article: 'PKE articles 383 and 384',
      },
    ],
    duties: [
      'Complain within twelve months; later complaints need not be looked at (PKE article 378 paragraph 2).',
      'Say in a complaint how much you claim, and to which account it is to be paid or that it is to be set off (PKE article 378 paragraph 4).',
      'Pay the agreed fees on time.',
      'Say truthfully what happened and since when, and let a technician in if one is needed.',
      'Keep your contact on record up to date, or a code and an answer cannot reach you.',
    ],
    next: [
      'Say here what is wrong, or complain as your contract says.',
      'If the complaint is refused, or accepted and not paid within 30 days, you may go to court or ask the President of UKE for a settlement (PKE articles 379, 383 and 384). Until then limitation stands still (article 381).',
    ],
    sources: [
      'Ustawa z dnia 12 lipca 2024 r. – Prawo komunikacji elektronicznej, Dz.U. 2024 poz. 1221, articles 376 to 384. Read in a mirror of the official text.',
      'Urząd Komunikacji Elektronicznej, Centrum Informacji Konsumenckiej, on compensation by contract (2018).',
    ],
  },
  XX: {
    intro:
      'The law of your country decides what you are owed. These are the things that we do for everybody, wherever he lives.',
    rights: [
      {
        title: 'To know',
        text: 'Whether something is wrong, since when, why, and until when.',
        here: '“Overview” and “Outages”.',
        article: '',
      },
      {
        title: 'To get what law and contract owe',
        text: 'Every amount is worked out by a written rule, and the rule is named.',
        here: '“Credits”, each with its articles and its arithmetic.',
        article: '',
      },
      {
        title: 'To be treated like everybody else',
        text: 'Equal facts give equal amounts.',
        here: 'It is checked before money is paid.',
        article: '',
      },
      {
        title: 'To object',
        text: 'A person reads what you write and answers.',
        here: '“I think this is wrong”, at each outage and each credit.',
        article: '',
      },
      {
        title: 'Your data',
        text: 'You may ask for everything that is kept about you, and to be forgotten where no law forbids it.',
        here: 'Customer care does both for you.',
        article: '',
      },
    ],
    duties: [
      'Say truthfully what happened and since when.',
      'Pay the agreed fees on time.',
      'Keep your contact on record up to date, or a code and an answer cannot reach you.',
    ],
    next: [
      'Say here what is wrong.',
      'If we do not agree, turn to the regulator, the consumer authority or the courts of your country. Take the PDF of the credit with you.',
    ],
    sources: ['Ask the consumer authority of your country for the rules that bind.'],
  },
}
