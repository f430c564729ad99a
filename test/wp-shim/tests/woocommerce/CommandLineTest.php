<?php
/**
 * `wp tillbridge`.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\CLI;
use Tillbridge\CLI_Delivery;
use Tillbridge\CLI_Push;
use Tillbridge\Connection;
use Tillbridge\Outbox;
use Tillbridge\Push_Runs;
use Tillbridge\Tests\Command_Ended;
use Tillbridge\Tests\Network;
use WP_CLI;

require_once __DIR__ . '/PushCase.php';
require_once dirname( __DIR__, 2 ) . '/cases/wp-cli.php';

/**
 * What the commands do, say and end with.
 */
final class CommandLineTest extends PushCase {

	protected function setUp(): void {
		parent::setUp();
		self::tell_all();
		WP_CLI::$said = array();
	}

	public function test_drain_sends_what_waits(): void {
		$order_id = $this->order_of( '1999-03-01T12:00:00' );
		self::settle();
		Network::will( Network::verdict( 'queued' ) );
		CLI_Delivery\drain( array(), array( 'wait' => false ) );
		self::assertSame( array( 'Success: 1 changes sent, 0 outcomes heard.' ), WP_CLI::$said );
		self::assertSame( "order:$order_id", Network::$calls[0]['json']['changes'][0]['subject'] );
	}

	public function test_drain_without_waiting_leaves_what_is_still_settling(): void {
		$this->order_of( '1999-03-01T12:00:00' );
		Network::will( Network::verdict( 'queued' ) );
		CLI_Delivery\drain( array(), array( 'wait' => false ) );
		self::assertCount( 1, self::outbox() );
	}

	public function test_a_drain_that_is_stopped_ends_with_the_trouble_and_its_remedy(): void {
		$this->order_of( '1999-03-01T12:00:00' );
		self::settle();
		Network::will( Network::problem( 401, 'signature' ) );
		self::assertStringContainsString( 'Paste the connection code again', self::end_of( 'drain' ) );
		self::assertCount( 1, self::outbox() );
	}

	public function test_a_push_counts_first_and_sends_nothing_in_a_dry_run(): void {
		$this->many_orders( 3 );
		CLI_Push\push( array( 'orders' ), array( 'after' => '1999-07-01', 'before' => '1999-07-31', 'dry-run' => true ) );
		self::assertSame( array( '3 orders will be sent. Orders that stand in QuickBooks already are compared, not doubled.' ), WP_CLI::$said );
		self::assertSame( array( 0, array() ), array( self::pushed(), Push_Runs\runs() ) );
	}

	public function test_a_push_asks_before_it_sends(): void {
		$this->many_orders( 3 );
		self::assertSame( 'Send them?', self::end_of( 'push', array( 'after' => '1999-07-01', 'before' => '1999-07-31' ) ) );
		self::assertSame( 0, self::pushed() );
	}

	public function test_a_push_marks_and_drains_until_all_is_told(): void {
		$ids = array( $this->order_of( '1999-03-01T12:00:00' ), $this->order_of( '1999-03-02T12:00:00', 'on-hold' ) );
		self::tell_all();
		Network::will( Network::verdict( 'queued' ) );
		CLI_Push\push( array( 'orders' ), array( 'id' => implode( ',', $ids ), 'status' => 'completed,on-hold', 'yes' => true ) );
		self::assertSame( 'Success: Sent: 2 orders', end( WP_CLI::$said ) );
		self::assertSame( array(), self::outbox() );
		self::assertSame( 0, Push_Runs\runs()[0]['user_id'] );
	}

	public function test_a_push_that_is_stopped_says_why_and_goes_on_by_itself(): void {
		$this->many_orders( 3 );
		Network::will( Network::problem( 503, 'paused' ) );
		self::assertStringContainsString( 'Tillbridge answered 503', self::end_of( 'push', array( 'after' => '1999-07-01', 'before' => '1999-07-31', 'yes' => true ) ) );
		self::assertContains( '0 sent, 3 on their way.', WP_CLI::$said );
		self::assertSame( 3, self::pushed() );
	}

	public function test_what_was_set_aside_goes_again_by_its_name_or_all_of_it(): void {
		foreach ( array( 'order:1', 'order:2' ) as $subject ) {
			Outbox\mark( array( $subject ) );
			Outbox\set_aside(
				$subject,
				(string) self::outbox()[ $subject ]['generation'],
				array(
					'code'    => 'wrong',
					'summary' => 'It is wrong.',
					'remedy'  => 'Mend it.',
				)
			);
		}
		CLI_Delivery\outbox_list( array(), array( 'problems' => true ) );
		self::assertStringContainsString( 'It is wrong. Mend it.', WP_CLI::$said[0] );
		CLI_Delivery\outbox_retry( array( 'order:1' ), array() );
		self::assertSame( array( 'order:2' ), array_column( Outbox\rows_with_problem( 10 ), 'subject' ) );
		CLI_Delivery\outbox_retry( array(), array( 'all' => true ) );
		self::assertSame( array(), Outbox\rows_with_problem( 10 ) );
		self::assertStringContainsString( 'is not in the outbox', self::end_of( 'retry', array(), array( 'order:3' ) ) );
	}

	public function test_connect_says_what_is_wrong_with_a_code(): void {
		self::assertStringContainsString( 'not a whole connection code', self::end_of( 'connect', array(), array( 'nonsense' ) ) );
		CLI\connect( array( self::code() ) );
		self::assertStringContainsString( 'https://bridge.example', WP_CLI::$said[0] );
	}

	public function test_status_says_how_it_stands_and_never_the_secret(): void {
		CLI\status( array(), array( 'format' => 'json' ) );
		$said = json_decode( WP_CLI::$said[0], true );
		self::assertSame( array( true, 'k3f9x2', 0 ), array( $said['connected'], $said['store'], $said['waiting'] ) );
		self::assertStringNotContainsString( 'secret', WP_CLI::$said[0] );
	}

	public function test_without_a_connection_every_command_says_how_to_connect(): void {
		Connection\disconnect();
		foreach ( array( 'drain', 'sweep', 'test' ) as $command ) {
			self::assertStringContainsString( 'connect', self::end_of( $command ) );
		}
	}

	/**
	 * How a command ends that does not end well.
	 *
	 * @param string               $command   Its last word.
	 * @param array<string, mixed> $options   Its options.
	 * @param list<string>         $arguments Its arguments.
	 */
	private static function end_of( string $command, array $options = array(), array $arguments = array( 'orders' ) ): string {
		try {
			switch ( $command ) {
				case 'drain':
					CLI_Delivery\drain( array(), $options );
					break;
				case 'retry':
					CLI_Delivery\outbox_retry( $arguments, $options );
					break;
				case 'push':
					CLI_Push\push( $arguments, $options );
					break;
				case 'connect':
					CLI\connect( $arguments );
					break;
				case 'sweep':
					CLI\sweep( array(), $options );
					break;
				default:
					CLI\test();
			}
		} catch ( Command_Ended $ended ) {
			return $ended->getMessage();
		}
		self::fail( "$command ended well." );
	}
}
