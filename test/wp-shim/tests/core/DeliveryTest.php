<?php
/**
 * The drain while all goes well.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Connection;
use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\PluginCase;

/**
 * What is due is sent, and a row goes by the Worker's word alone.
 *
 * The subjects are customers that the shop does not have: a deletion needs no reading.
 */
final class DeliveryTest extends PluginCase {

	const ONE   = 'customer:900000001';
	const TWO   = 'customer:900000002';
	const THREE = 'customer:900000003';

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	public function test_without_a_connection_nothing_is_sent(): void {
		Connection\disconnect();
		self::due( self::ONE );
		self::assertSame( array( 'kind' => 'not-connected' ), Delivery\drain() );
		self::assertSame( array(), Network::$calls );
		self::assertCount( 1, self::outbox() );
	}

	public function test_a_change_is_sent_signed_to_the_stores_own_address(): void {
		self::due( self::ONE );
		$generation = (int) self::outbox()[ self::ONE ]['generation'];
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		$call = Network::$calls[0];
		self::assertSame( 'https://bridge.example/shop/k3f9x2/changes', $call['url'] );
		self::assertSame( 'POST', $call['method'] );
		self::assertSame( 0, $call['arguments']['redirection'] );
		$expected = array(
			'subject'    => self::ONE,
			'generation' => $generation,
			'event'      => 'deleted',
		);
		self::assertSame( array( $expected ), $call['json']['changes'] );
		$headers = $call['headers'];
		$request = array(
			'method' => 'POST',
			'path'   => '/shop/k3f9x2/changes',
			'body'   => $call['body'],
		);
		self::assertSame(
			'v1=' . \Tillbridge\Signature\signature( $request, $headers['Tillbridge-Timestamp'], $headers['Tillbridge-Nonce'], self::SECRET ),
			$headers['Tillbridge-Signature']
		);
	}

	public function test_a_generation_is_told_to_the_digit_also_where_php_counts_with_fewer_bits(): void {
		$row    = array( 'subject' => self::ONE, 'generation' => '99999999999999999999', 'is_pushed' => false, 'attempts' => 0 );
		$change = Delivery\change( $row, array( 'event' => 'deleted' ), '', 'gone' );
		self::assertSame( '{"subject":"' . self::ONE . '","generation":99999999999999999999,"event":"deleted"}', $change['json'] ?? '' );
	}

	public function test_the_worker_is_told_what_shop_it_is(): void {
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		$said = Network::$calls[0]['json'];
		self::assertSame( 1, $said['protocol'] );
		self::assertSame( Connection\epoch(), $said['epoch'] );
		self::assertNull( $said['outcomesAfter'] );
		self::assertSame( array(), $said['changes'] );
		self::assertSame( Connection\shop_url(), $said['shop']['url'] );
		self::assertSame(
			array( 'url', 'timeZone', 'currency', 'decimals', 'pricesIncludeTax', 'taxRoundedAt', 'woocommerce', 'wordpress', 'php', 'plugin' ),
			array_keys( $said['shop'] )
		);
	}

	public function test_a_customer_is_read_as_they_are_when_the_drain_runs(): void {
		$id = $this->readable_customer();
		self::due( "customer:$id" );
		wp_update_user( array( 'ID' => $id, 'first_name' => 'Ana' ) );
		self::settle();
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		$change = Network::$calls[0]['json']['changes'][0];
		self::assertSame( 'changed', $change['event'] );
		self::assertSame( array( $id, 'Ana' ), array( $change['snapshot']['id'], $change['snapshot']['first_name'] ) );
		self::assertArrayNotHasKey( 'refunds', $change );
	}

	public function test_what_a_person_sends_says_so(): void {
		Outbox\mark( array( 'customer:' . $this->readable_customer() ), true );
		self::settle();
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		self::assertSame( 'pushed', Network::$calls[0]['json']['changes'][0]['event'] );
	}

	public function test_staff_is_not_told(): void {
		$id = self::subscriber();
		( new \WP_User( $id ) )->set_role( 'editor' );
		self::due( "customer:$id" );
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		self::assertSame( array(), Network::$calls[0]['json']['changes'] );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_record_that_the_shop_cannot_show_waits_with_its_reason_and_holds_up_nobody(): void {
		$id = self::subscriber();
		add_filter( 'rest_pre_dispatch', static fn () => new \WP_Error( 'broken', 'Out of order.', array( 'status' => 500 ) ) );
		self::due( "customer:$id" );
		self::due( self::ONE );
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		self::assertSame( array( self::ONE ), array_column( Network::$calls[0]['json']['changes'], 'subject' ) );
		self::assertSame( array( "customer:$id" ), array_keys( self::outbox() ) );
		self::assertStringContainsString( 'Out of order.', (string) self::outbox()[ "customer:$id" ]['problem'] );
		self::assertSame( array(), Outbox\due_rows( 100 ) );
	}

	/**
	 * Verdicts after which there is nothing left to say.
	 *
	 * @dataProvider last_words
	 */
	public function test_a_row_goes_and_is_remembered_as_told( string $verdict ): void {
		self::due( self::ONE );
		$generation = self::outbox()[ self::ONE ]['generation'];
		Network::will( Network::verdict( $verdict ) );
		$expected = array(
			'kind'     => 'done',
			'sent'     => 1,
			'outcomes' => 0,
		);
		self::assertSame( $expected, Delivery\drain() );
		self::assertSame( array(), self::outbox() );
		$entry = Ledger\entries_of( array( self::ONE ) )[ self::ONE ];
		self::assertSame( array( $generation, $verdict ), array( $entry['generation'], $entry['verdict'] ) );
	}

	public function last_words(): array {
		return array(
			'queued'    => array( 'queued' ),
			'unchanged' => array( 'unchanged' ),
			'ignored'   => array( 'ignored' ),
		);
	}

	public function test_a_refused_row_is_set_aside_with_its_problem_and_the_others_go(): void {
		self::due( self::ONE );
		self::due( self::TWO );
		$problem = array(
			'code'    => 'unreadable',
			'summary' => 'The e-mail address cannot be read.',
			'remedy'  => 'Correct it in the shop.',
		);
		Network::will(
			static function ( array $call ) use ( $problem ): array {
				$response                        = ( Network::verdict( 'queued' ) )( $call );
				$answer                          = json_decode( $response['body'], true );
				$answer['verdicts'][0]['verdict'] = 'refused';
				$answer['verdicts'][0]['problem'] = $problem;
				return Network::response( 200, $answer );
			},
			Network::verdict( 'queued' )
		);
		Delivery\drain();
		self::assertSame( array( self::ONE ), array_keys( self::outbox() ) );
		self::assertSame( 'refused', self::outbox()[ self::ONE ]['state'] );
		self::assertSame( $problem, Outbox\rows_with_problem( 1 )[0]['problem'] );
		self::assertSame( array(), Ledger\entries_of( array( self::ONE ) ) );
	}

	public function test_a_change_during_the_drain_stays_and_is_sent_again(): void {
		self::due( self::ONE );
		$first = (int) self::outbox()[ self::ONE ]['generation'];
		Network::will(
			static function ( array $call ): array {
				Outbox\mark( array( self::ONE ) );
				return ( Network::verdict( 'queued' ) )( $call );
			},
			Network::verdict( 'queued' )
		);
		Delivery\drain();
		self::assertGreaterThan( $first, (int) self::outbox()[ self::ONE ]['generation'] );
		self::settle();
		Delivery\drain();
		self::assertSame( array( $first ), array_column( Network::$calls[0]['json']['changes'], 'generation' ) );
		self::assertGreaterThan( $first, Network::$calls[1]['json']['changes'][0]['generation'] );
		self::assertSame( array(), self::outbox() );
	}

	public function test_at_most_a_hundred_changes_leave_together(): void {
		self::due( ...array_map( static fn ( int $at ): string => 'customer:' . ( 900000000 + $at ), range( 1, 250 ) ) );
		Network::will( Network::verdict( 'queued' ) );
		self::assertSame( 250, Delivery\drain()['sent'] );
		self::assertSame( array( 100, 100, 50 ), array_map( static fn ( array $call ): int => count( $call['json']['changes'] ), Network::$calls ) );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_mebibyte_is_enough_for_one_request(): void {
		$subjects = array_map( fn (): string => 'customer:' . $this->readable_customer( 400000 ), range( 1, 5 ) );
		self::due( ...$subjects );
		Network::will( Network::verdict( 'queued' ) );
		self::assertSame( 5, Delivery\drain()['sent'] );
		// 2 × 400 kB fit into 1 MiB beside the envelope, a third does not.
		self::assertSame( array( 2, 2, 1 ), array_map( static fn ( array $call ): int => count( $call['json']['changes'] ), Network::$calls ) );
	}

	public function test_a_record_larger_than_any_request_is_set_aside_without_being_sent(): void {
		$subject = 'customer:' . $this->readable_customer( 6000000 );
		self::due( $subject );
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		self::assertSame( array(), Network::$calls[0]['json']['changes'] );
		self::assertSame( 'too-large', Outbox\rows_with_problem( 1 )[0]['problem']['code'] );
	}

	public function test_a_kind_that_is_not_wanted_is_dropped_and_not_sent(): void {
		self::due( 'product:900000001', self::ONE );
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		self::assertSame( array( self::ONE ), array_column( Network::$calls[0]['json']['changes'], 'subject' ) );
		self::assertSame( array(), self::outbox() );
	}

	public function test_the_answer_says_which_kinds_are_wanted_from_now_on(): void {
		Network::will( Network::verdict( 'queued', array( 'wants' => array( 'order' ) ) ) );
		Delivery\drain();
		self::assertSame( array( 'order' ), Connection\wanted_kinds() );
		self::due( self::ONE );
		Delivery\drain();
		self::assertCount( 1, Network::$calls );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_clock_that_went_back_begins_a_new_epoch(): void {
		$epoch = Connection\epoch();
		Ledger\record(
			array(
				array(
					'subject'    => self::ONE,
					'generation' => '4102444800000000',
					'modified'   => '',
					'content'    => '',
					'verdict'    => 'queued',
				),
			)
		);
		self::due( self::ONE );
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		self::assertNotSame( $epoch, Network::$calls[0]['json']['epoch'] );
		self::assertSame( Connection\epoch(), Network::$calls[0]['json']['epoch'] );
	}

	public function test_outcomes_are_asked_for_from_where_the_last_answer_ended(): void {
		Network::will(
			Network::verdict( 'queued', array( 'outcomesAfter' => 'o-1', 'more' => true ) ),
			Network::verdict( 'queued', array( 'outcomesAfter' => 'o-2' ) )
		);
		Delivery\drain();
		Delivery\drain( array( 'is_asked_for' => true ) );
		self::assertSame( array( null, 'o-1', 'o-2' ), array_column( array_column( Network::$calls, 'json' ), 'outcomesAfter' ) );
	}

	public function test_where_there_is_nothing_to_send_the_worker_is_asked_now_and_then_only(): void {
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		Delivery\drain();
		self::assertCount( 1, Network::$calls );
		Delivery_State\change( array( 'contacted_at' => time() - Delivery\POLL_SECONDS ) );
		Delivery\drain();
		self::assertCount( 2, Network::$calls );
	}

	public function test_a_notice_of_the_worker_stays_until_it_is_taken_back(): void {
		$notice = array(
			'code'    => 'paused',
			'summary' => 'The store is paused.',
			'remedy'  => 'Resume it.',
		);
		Network::will( Network::verdict( 'queued', array( 'notice' => $notice ) ), Network::verdict( 'queued' ) );
		Delivery\drain();
		self::assertSame( $notice, Delivery_State\state()['notice'] );
		Delivery\drain( array( 'is_asked_for' => true ) );
		self::assertNull( Delivery_State\state()['notice'] );
	}

	/**
	 * A customer of whom WooCommerce, or what stands in for it, has a record.
	 */
	private function readable_customer( int $bytes_of_name = 3 ): int {
		if ( ! class_exists( 'WooCommerce' ) ) {
			add_action( 'rest_api_init', array( $this, 'register_customers' ) );
		}
		$id = self::subscriber();
		update_user_meta( $id, 'first_name', str_repeat( 'x', $bytes_of_name ) );
		return $id;
	}

	/**
	 * As much of WooCommerce's route as a snapshot needs.
	 */
	public function register_customers(): void {
		register_rest_route(
			'wc/v3',
			'/customers/(?P<id>\d+)',
			array(
				'methods'             => 'GET',
				'permission_callback' => static fn (): bool => (bool) apply_filters( 'woocommerce_rest_check_permissions', false, 'read' ),
				'callback'            => static function ( \WP_REST_Request $request ): array {
					$user = new \WP_User( (int) $request['id'] );
					return array(
						'id'                => $user->ID,
						'date_modified_gmt' => '2026-01-02T03:04:05',
						'first_name'        => $user->first_name,
					);
				},
			)
		);
	}
}
