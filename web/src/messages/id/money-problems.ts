import type { moneyProblems as english } from '../en/money-problems.ts'
import type { Translated } from '../words.ts'

export const moneyProblems: Translated<typeof english> = {
  'problem.compensation.run-not-found': 'Tidak ada proses seperti itu.',
  'problem.compensation.not-assessed':
    'Layanan {service} tidak dinilai dalam proses ini: tidak ada gangguan yang mengenainya dengan bukti yang cukup untuk pembayaran.',
  'problem.compensation.service-not-found': 'Tidak ada layanan {service}.',
  'problem.compensation.exclusion-not-found': 'Sudah tidak diandalkan lagi.',
  'problem.compensation.bad-scope': 'Pilih bulan atau gangguan.',
  'problem.compensation.no-schemes':
    'Tidak ada skema yang berlaku untuk {jurisdiction}. Pengelola pengaturan dapat mengubahnya.',
  'problem.compensation.bad-operator': 'Pengaturan operator saling bertentangan: {reason}',
  'problem.compensation.wrong-status': 'Seseorang lebih cepat: proses kini berstatus lain. Silakan lihat lagi.',
  'problem.compensation.partly-posted':
    'Proses {run} sudah membukukan {posted} kredit yang tetap dengan penilaiannya. Batalkan sisanya dan mulai proses baru; isinya hanya selisih.',
  'problem.compensation.same-person':
    'Siapa pun yang memulai, menilai, atau meninjau proses di atas {limit} tidak boleh menyetujuinya. Harus orang kedua.',
  'problem.compensation.over-budget':
    'Proses memberi {due}, anggarannya {budget}. Naikkan anggaran dan nilai ulang, atau mulai dengan anggaran lebih tinggi.',
  'problem.compensation.unfair':
    '{breaches} kelompok kasus yang sama mendapat jumlah berbeda; ringkasan menunjukkannya.',
  'problem.compensation.facts-changed':
    'Gangguan, layanan terdampak, harga, atau pengecualian berubah sejak penilaian. Nilai ulang dan minta persetujuan lagi; bila sebagian sudah dibukukan, batalkan sisanya dan mulai proses baru.',
  'problem.compensation.not-external': 'Penyebab ini tanggung jawab operator sendiri.',
  'problem.compensation.already-excluded': 'Penyebab luar sudah diandalkan di sini; cabut dahulu.',
  'problem.compensation.bad-policy': 'Kebijakan tidak dapat dipakai seperti ini.',
  'problem.compensation.busy': 'Simulasi lain sedang berjalan. Coba lagi sebentar.',
  'problem.payouts.not-found': 'Tidak ada pembayaran seperti itu.',
  'problem.payouts.channel-not-found': 'Tidak ada saluran {channel}.',
  'problem.payouts.channel-unusable': 'Saluran tidak dapat bekerja seperti ini: {reason}',
  'problem.payouts.unit-not-carried': '{channel} membawa {units}, bukan {unit}.',
  'problem.payouts.stopped': '{channel} dihentikan: {reason}. Lanjutkan dahulu.',
  'problem.payouts.not-a-file-channel': '{channel} mengirim tiap pembayaran sendiri.',
  'problem.payouts.nothing-to-send': 'Tidak ada yang menunggu {channel}.',
  'problem.payouts.taken-back':
    'Tidak ada lagi yang menunggu berkas ini yang tercakup; pembayaran {payout}: {reason}. Tariklah, atau beri kreditnya lagi.',
  'problem.payouts.nothing-to-resolve':
    'Seseorang lebih cepat, atau penagih sudah menjawab: tidak ada lagi yang perlu diputuskan.',
  'problem.payouts.batch-not-found': 'Tidak ada berkas seperti itu.',
  'problem.payouts.answer-unreadable': 'Jawaban tidak terbaca; tidak ada yang diambil. {mistakes}',
  'problem.payouts.answer-incomplete':
    'Berkas memuat {found} catatan gagal, log menyebut {failed}. Tidak ada yang diambil.',
  'problem.payouts.bills-unreadable': 'Tagihan tidak terbaca; tidak ada yang diambil. {mistakes}',
  'problem.payouts.line-changed':
    'Baris {line} pernah dicatat dengan angka lain. Tagihan yang berubah punya baris baru.',
  'problem.ledger.not-found': 'Tidak ada transfer {transfer}.',
  'problem.ledger.service-unknown': 'Tidak ada layanan {service}.',
  'problem.ledger.duplicate': 'Ini sudah diberikan kepada {service}, sebagai transfer {transfer}.',
  'problem.ledger.already-reversed': 'Transfer {transfer} sudah ditarik oleh transfer {reversedBy}.',
  'problem.ledger.not-reversible': 'Hanya kredit, koreksi, dan niat baik yang dapat dibalik.',
  'problem.ledger.corrected-since':
    'Sudah dikoreksi: tanpa transfer {transfer} sisanya kurang dari nol. Balikkan koreksi berikutnya dahulu.',
  'problem.ledger.benefit-used':
    'Manfaat sudah dipakai, sedang berjalan, atau hangus: {service} tersisa {balance} {unit}.',
  'problem.ledger.bad-amount': '{amount} bukan jumlah di atas nol dalam {unit}.',
  'problem.ledger.wrong-currency': '{service} ditagih dalam {currency}, bukan {unit}.',
  'problem.ledger.goodwill-limit':
    'Secara langsung sebuah layanan boleh diberi {limit} {unit} dalam tiga puluh hari, dan {service} sudah mendapat {given}. Untuk lebih, mulai proses dan minta persetujuan.',
  'problem.ledger.deadline-passed': '{date} sudah lewat: akan langsung hangus. Beri hari yang lebih lambat.',
}
