# A centre of a foreign hand: Net::SMPP. It prints its port and then what it hears, one thing a line; what is binary in hexadecimal.
# Whoever signs in gets a message of somebody; each message gets its receipt, in which the id is written in decimal.
use strict;
use warnings;
use Net::SMPP;

$| = 1;
my $centre = Net::SMPP->new_listen('127.0.0.1', port => 0, timeout => 30) or die "cannot listen: $!";
print 'port ', $centre->sockport, "\n";
my $number = 43980;
while (my $line = $centre->accept) {
    while (my $pdu = $line->read_pdu) {
        last if !answer($line, $pdu);
    }
    $line->close;
}

sub answer {
    my ($line, $pdu) = @_;
    my $command = $pdu->{cmd};
    my $seq = $pdu->{seq};
    if ($command == Net::SMPP::CMD_bind_transceiver) {
        print "bind $pdu->{system_id} $pdu->{password} $pdu->{interface_version}\n";
        $line->bind_transceiver_resp(seq => $seq, system_id => 'perl');
        $line->deliver_sm(
            async => 1, source_addr_ton => 1, source_addr_npi => 1, source_addr => '48600100200',
            dest_addr_ton => 1, dest_addr_npi => 1, destination_addr => '48500', short_message => "STATUS \x00",
        );
    }
    elsif ($command == Net::SMPP::CMD_submit_sm) {
        $number++;
        print join(' ', 'submit', map({ $pdu->{$_} } qw(
            source_addr_ton source_addr source_addr_npi dest_addr_ton dest_addr_npi destination_addr
            esm_class registered_delivery data_coding)), $pdu->{validity_period} || '-', unpack('H*', $pdu->{short_message})), "\n";
        $line->submit_sm_resp(seq => $seq, message_id => sprintf('%X', $number));
        $line->deliver_sm(
            async => 1, esm_class => 4, source_addr_ton => 1, source_addr_npi => 1, source_addr => $pdu->{destination_addr},
            destination_addr => $pdu->{source_addr},
            short_message => "id:$number sub:001 dlvrd:001 submit date:2611221800 done date:2611221801 stat:DELIVRD err:000 text:",
            receipted_message_id => "$number\0", message_state => "\x02",
        );
    }
    elsif ($command == Net::SMPP::CMD_deliver_sm_resp) { print "taken $pdu->{status}\n" }
    elsif ($command == Net::SMPP::CMD_enquire_link) { print "enquire\n"; $line->enquire_link_resp(seq => $seq) }
    elsif ($command == Net::SMPP::CMD_unbind) { print "unbind\n"; $line->unbind_resp(seq => $seq); return 0 }
    else { print "unknown $command\n" }
    return 1;
}
