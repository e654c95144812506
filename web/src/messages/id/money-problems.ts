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
  'problem.compensation.bad-operator':
    'Pengaturan operator tidak dapat dipakai. {why, select, no_zone {Tidak ada zona waktu {found}.} no_currency {{found} bukan mata uang.} unknown_schemes {Skema berikut tidak dikenal: {found}.} other_currency {Skema berikut membayar dalam mata uang selain {currency}: {found}.} no_amount {{found} bukan jumlah dalam {currency}.} other {Perbaiki yang disebut di sini.}}',
  'problem.compensation.wrong-status':
    'Itu tidak mungkin sekarang: proses {status, select, draft {masih berupa konsep} computing {sedang dinilai} computed {menunggu persetujuan} reviewed {sudah ditinjau} approved {sudah disetujui} posting {sedang dibukukan} stopped {telah dihentikan} posted {sudah dibukukan} settled {sudah diselesaikan} cancelled {telah dibatalkan} failed {telah gagal} other {kini berstatus lain}}. Mungkin orang lain lebih cepat.',
  'problem.compensation.partly-posted':
    'Proses {run} sudah membukukan {posted, plural, other {# kredit}} yang tetap dengan penilaiannya. Batalkan sisanya dan mulai proses baru; isinya hanya selisih.',
  'problem.compensation.same-person':
    'Siapa pun yang memulai, menilai, atau meninjau proses di atas {limit} tidak boleh menyetujuinya. Harus orang kedua.',
  'problem.compensation.over-budget':
    'Proses memberi {due}, anggarannya {budget}. Naikkan anggaran dan nilai ulang, atau mulai dengan anggaran lebih tinggi.',
  'problem.compensation.unfair':
    '{breaches, plural, other {# kelompok}} kasus yang sama mendapat jumlah berbeda; ringkasan menunjukkannya.',
  'problem.compensation.facts-changed':
    'Gangguan, layanan terdampak, harga, atau pengecualian berubah sejak penilaian. Nilai ulang dan minta persetujuan lagi; bila sebagian sudah dibukukan, batalkan sisanya dan mulai proses baru.',
  'problem.compensation.not-external':
    '“{cause}” adalah tanggung jawab operator sendiri. Penyebab luar adalah: {external}.',
  'problem.compensation.already-excluded': 'Penyebab luar sudah diandalkan di sini; cabut dahulu.',
  'problem.compensation.bad-policy': 'Kebijakan tidak dapat dipakai seperti ini.',
  'problem.compensation.busy': 'Simulasi lain sedang berjalan. Coba lagi sebentar.',
  'problem.payouts.not-found': 'Tidak ada pembayaran seperti itu.',
  'problem.payouts.channel-not-found': 'Tidak ada saluran {channel}.',
  'problem.payouts.channel-unusable':
    'Saluran tidak dapat bekerja seperti ini. {why, select, money_only {{adapter} hanya mengkreditkan uang; satuannya {units}.} no_resource {Berikan sumber daya untuk {units}.} nothing_fits {Tidak satu pun pembayaran yang menunggu dapat dimuat dalam berkas ini; alasannya ada pada masing-masing.} other {Lihat pengaturannya.}}',
  'problem.payouts.unit-not-carried': '{channel} membawa {units}, bukan {unit}.',
  'problem.payouts.stopped': '{channel} dihentikan: “{reason}”. Lanjutkan dahulu.',
  'problem.payouts.not-a-file-channel': '{channel} mengirim tiap pembayaran sendiri.',
  'problem.payouts.nothing-to-send': 'Tidak ada yang menunggu {channel}.',
  'problem.payouts.taken-back':
    'Tidak ada lagi yang menunggu berkas ini yang tercakup: kredit pembayaran {payout} telah ditarik kembali. Tariklah pembayarannya, atau beri kreditnya lagi.',
  'problem.payouts.nothing-to-resolve':
    '{state, select, requested {Pembayaran menunggu gilirannya} sending {Pembayaran sedang dikirim} unknown {Penagih masih ditanyai} accepted {Penagih telah menerima pembayaran} billed {Pembayaran ada pada tagihan} withdrawn {Pembayaran telah ditarik} other {Pembayaran kini berstatus lain}}: tidak ada yang perlu diputuskan.',
  'problem.payouts.batch-not-found': 'Tidak ada berkas seperti itu.',
  'problem.payouts.answer-unreadable':
    'Jawaban tidak terbaca; tidak ada yang diambil. Pembacanya mengatakan: “{mistakes}”',
  'problem.payouts.answer-incomplete':
    'Berkas memuat {found} catatan gagal, log menyebut {failed}. Tidak ada yang diambil.',
  'problem.payouts.bills-unreadable':
    'Tagihan tidak terbaca; tidak ada yang diambil. Pembacanya mengatakan: “{mistakes}”',
  'problem.payouts.line-changed':
    'Baris {line} pernah dicatat dengan angka lain. Tagihan yang berubah punya baris baru.',
  'problem.ledger.not-found': 'Tidak ada transfer {transfer}.',
  'problem.ledger.service-unknown': 'Tidak ada layanan {service}.',
  'problem.ledger.duplicate': 'Ini sudah diberikan kepada {service}, sebagai transfer {transfer}.',
  'problem.ledger.already-reversed': 'Transfer {transfer} sudah ditarik oleh transfer {reversedBy}.',
  'problem.ledger.not-reversible':
    'Transfer {transfer} {kind, select, reversal {adalah pembalikan} payout {adalah pembayaran} billed {sudah pada tagihan} carried {sudah dipindahkan} expired {sudah hangus} other {berjenis lain}}. Hanya kredit, koreksi, dan niat baik yang dapat dibalik.',
  'problem.ledger.corrected-since':
    'Sudah dikoreksi: tanpa transfer {transfer} sisanya kurang dari nol. Balikkan koreksi berikutnya dahulu.',
  'problem.ledger.benefit-used':
    'Manfaat sudah dipakai, sedang berjalan, atau hangus: {service} tersisa {balance} {unit}.',
  'problem.ledger.bad-amount':
    '{why, select, too_many_decimals {{digits, plural, =0 {{unit} tidak memiliki desimal, jadi {amount} tidak dapat diberikan.} other {{unit} hanya memiliki # desimal, jadi {amount} tidak dapat diberikan.}}} other {{amount} bukan jumlah di atas nol dalam {unit}.}}',
  'problem.ledger.wrong-currency': '{service} ditagih dalam {currency}, bukan {unit}.',
  'problem.ledger.goodwill-limit':
    'Secara langsung sebuah layanan boleh diberi {limit} {unit} dalam tiga puluh hari, dan {service} sudah mendapat {given}. Untuk lebih, mulai proses dan minta persetujuan.',
  'problem.ledger.deadline-passed': '{date} sudah lewat: akan langsung hangus. Beri hari yang lebih lambat.',
  'problem.compensation.bad-case': 'Kasus tidak dapat dijawab seperti yang diuraikan.',
  'problem.payouts.channel-exists': 'Sudah ada saluran {channel}. Ubahlah, atau pilih nama lain.',
  'problem.payouts.channel-used':
    'Pembayaran pernah melalui {channel}, dan riwayatnya tetap disimpan. Hentikan saluran itu sebagai gantinya.',
  'problem.payouts.adapter-fixed':
    '{channel} dihubungi sebagai “{adapter}”, dan mungkin ada pembayaran yang sedang berjalan. Tambahkan saluran lain.',
  'problem.payouts.address-erased':
    'Pengenal {service} pada penagih telah dihapus bersama pelanggannya. Sebutkan ke akun mana dikirim.',
  'problem.payouts.file-erased':
    'Berkas telah dihapus, karena seorang pelanggan di dalamnya dihapus setelah berkas dijawab. Sidik jarinya tetap disimpan.',
  'problem.ledger.overdrawn': '{service} memiliki {balance} {unit}; {amount} tidak dapat dibayarkan.',
  'problem.ledger.nothing-to-settle':
    'Dari yang dikirim ke {service} untuk {basis}, {open} {unit} masih terbuka; {amount} tidak mungkin ada pada tagihannya.',
}
