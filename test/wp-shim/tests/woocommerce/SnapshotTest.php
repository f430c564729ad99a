<?php
/**
 * What is sent of a record is the record, whole and as it is now, or nothing.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Delivery;
use Tillbridge\Snapshot;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\WooCommerceCase;

require_once __DIR__ . '/Shop.php';

/**
 * Readings that go well, and readings that something stands in the way of.
 */
final class SnapshotTest extends WooCommerceCase {

	use Shop;

	/**
	 * A connected shop whose Worker wants everything.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		update_option( 'tillbridge_wants', array( 'order', 'product', 'variation', 'customer' ) );
	}

	public function test_each_kind_is_read_while_nobody_is_signed_in(): void {
		list( $parent, $variations ) = $this->variable_product();
		$order                       = $this->order();
		$customer                    = $this->customer();
		self::assertSame( 0, get_current_user_id() );
		self::assertSame( '10.00', $this->present( "order:{$order->get_id()}" )['total'] );
		self::assertSame( 'variable', $this->present( "product:{$parent->get_id()}" )['type'] );
		self::assertSame( $customer->get_email(), $this->present( "customer:{$customer->get_id()}" )['email'] );
		self::assertSame( $parent->get_id(), $this->present( "variation:{$variations[1]->get_id()}" )['parent_id'] );
	}

	public function test_reading_opens_the_rest_api_to_nobody_else(): void {
		$order = $this->order();
		$this->present( "order:{$order->get_id()}" );
		$answer = rest_do_request( new \WP_REST_Request( 'GET', "/wc/v3/orders/{$order->get_id()}" ) );
		self::assertSame( 401, $answer->get_status() );
		self::assertFalse( apply_filters( 'woocommerce_rest_check_permissions', false, 'read', 0, 'shop_order' ) );
	}

	public function test_reading_that_fails_opens_the_rest_api_to_nobody_either(): void {
		$order = $this->order();
		$break = static function (): void {
			throw new \RuntimeException( 'A plugin fell over.' );
		};
		add_filter( 'woocommerce_rest_prepare_shop_order_object', $break );
		self::assertSame( 'unreadable', Snapshot\read( "order:{$order->get_id()}" )['kind'] );
		remove_filter( 'woocommerce_rest_prepare_shop_order_object', $break );
		self::assertSame( 401, rest_do_request( new \WP_REST_Request( 'GET', "/wc/v3/orders/{$order->get_id()}" ) )->get_status() );
	}

	public function test_reading_does_not_allow_writing(): void {
		$order = $this->order();
		$seen  = array();
		add_filter(
			'woocommerce_rest_prepare_shop_order_object',
			static function ( $response ) use ( &$seen ) {
				$seen = array(
					apply_filters( 'woocommerce_rest_check_permissions', false, 'edit', 0, 'shop_order' ),
					apply_filters( 'woocommerce_rest_check_permissions', false, 'delete', 0, 'shop_order' ),
				);
				return $response;
			}
		);
		$this->present( "order:{$order->get_id()}" );
		self::assertSame( array( false, false ), $seen );
	}

	public function test_a_plugin_that_forbids_reading_does_not_stop_the_queue(): void {
		$order = $this->order();
		add_filter( 'woocommerce_rest_check_permissions', '__return_false', PHP_INT_MAX );
		self::assertSame( $order->get_id(), $this->present( "order:{$order->get_id()}" )['id'] );
	}

	/**
	 * Each way in which a plugin breaks the REST API.
	 *
	 * @dataProvider breakages
	 */
	public function test_an_error_is_never_sent_as_an_order_nor_the_order_as_deleted( string $hook, string $answer ): void {
		$order_id = $this->order()->get_id();
		$this->told();
		\Tillbridge\Outbox\mark( array( "order:$order_id" ) );
		add_filter( $hook, fn () => $this->$answer(), PHP_INT_MAX );
		Network::will( Network::verdict( 'queued' ) );
		self::settle();
		Delivery\drain( array( 'is_asked_for' => true ) );
		self::assertSame( array( array() ), array_column( array_column( Network::$calls, 'json' ), 'changes' ) );
		$row = self::outbox()[ "order:$order_id" ];
		self::assertSame( 'waiting', $row['state'] );
		self::assertGreaterThan( time() + 3000, (int) $row['due_at'] );
		self::assertSame( 'unreadable-here', json_decode( (string) $row['problem'], true )['code'] );
	}

	public function breakages(): array {
		return array(
			'the REST API is refused'        => array( 'rest_pre_dispatch', 'an_error' ),
			'the REST API says an error'     => array( 'rest_pre_dispatch', 'an_error_as_data' ),
			'the order is an error'          => array( 'woocommerce_rest_prepare_shop_order_object', 'an_error' ),
			'the order is nothing'           => array( 'woocommerce_rest_prepare_shop_order_object', 'nothing' ),
			'the order is another'           => array( 'woocommerce_rest_prepare_shop_order_object', 'another' ),
			'the order does not open'        => array( 'woocommerce_order_class', 'no_class' ),
		);
	}

	private function an_error(): \WP_Error {
		return new \WP_Error( 'forbidden', 'Not for you.', array( 'status' => 403 ) );
	}

	private function an_error_as_data(): \WP_REST_Response {
		return new \WP_REST_Response( array( 'code' => 'rest_no_route', 'message' => 'No.', 'data' => array( 'status' => 404 ) ) );
	}

	private function nothing(): \WP_REST_Response {
		return new \WP_REST_Response( array() );
	}

	private function another(): \WP_REST_Response {
		return new \WP_REST_Response( array( 'id' => 1 ) );
	}

	private function no_class(): string {
		return 'No_Such_Class';
	}

	public function test_a_record_is_gone_when_the_database_has_none(): void {
		$id      = $this->order()->get_id();
		$subject = "order:$id";
		self::assertSame( 'processing', $this->present( $subject )['status'] );
		wc_get_order( $id )->delete();
		self::assertSame( 'trash', $this->present( $subject )['status'] );
		wc_get_order( $id )->delete( true );
		self::assertSame( array( 'kind' => 'gone' ), Snapshot\read( $subject ) );
	}

	/**
	 * Each kind.
	 *
	 * @dataProvider subjects
	 */
	public function test_nothing_is_gone_because_the_database_does_not_answer( string $subject ): void {
		global $wpdb;
		self::assertSame( array( 'kind' => 'gone' ), Snapshot\read( $subject ) );
		add_filter( 'query', static fn (): string => 'DO server_has_gone_away' );
		$suppressed = $wpdb->suppress_errors();
		$read       = Snapshot\read( $subject );
		$wpdb->suppress_errors( $suppressed );
		self::assertSame( 'unreadable', $read['kind'] );
	}

	public function subjects(): array {
		return array( array( 'order:999999999' ), array( 'product:999999999' ), array( 'variation:999999999' ), array( 'customer:999999999' ) );
	}

	public function test_an_order_is_gone_though_the_other_storage_has_a_leftover(): void {
		global $wpdb;
		$order = $this->order();
		$id    = $order->get_id();
		$order->delete( true );
		if ( self::is_hpos() ) {
			$wpdb->insert( $wpdb->posts, array( 'ID' => $id, 'post_type' => 'shop_order', 'post_status' => 'wc-completed' ) );
		} else {
			$wpdb->insert( "{$wpdb->prefix}wc_orders", array( 'id' => $id, 'type' => 'shop_order', 'status' => 'wc-completed' ) );
		}
		clean_post_cache( $id );
		self::assertSame( array( 'kind' => 'gone' ), Snapshot\read( "order:$id" ) );
	}

	public function test_an_order_of_a_plugin_that_is_switched_off_is_neither_gone_nor_told(): void {
		global $wpdb;
		$id = $this->order()->get_id();
		if ( self::is_hpos() ) {
			$wpdb->update( "{$wpdb->prefix}wc_orders", array( 'type' => 'shop_of_yore' ), array( 'id' => $id ) );
		} else {
			$wpdb->update( $wpdb->posts, array( 'post_type' => 'shop_of_yore' ), array( 'ID' => $id ) );
		}
		wp_cache_flush();
		self::assertSame( array( 'kind' => 'not-told' ), Snapshot\read( "order:$id" ) );
	}

	public function test_a_hundred_and_one_refunds_are_all_sent(): void {
		$order = $this->order();
		$order->set_total( '500' );
		$order->save();
		for ( $refund = 0; $refund < 101; $refund++ ) {
			// Without the stock, the mails and the totals of wc_create_refund(): it is the list that counts.
			$made = new \WC_Order_Refund();
			$made->set_parent_id( $order->get_id() );
			$made->set_amount( '1' );
			$made->set_total( -1 );
			$made->save();
		}
		$refunds = Snapshot\read( "order:{$order->get_id()}" )['refunds'];
		self::assertCount( 101, array_unique( array_column( $refunds, 'id' ) ) );
	}

	public function test_an_order_without_refunds_says_so(): void {
		self::assertSame( array(), Snapshot\read( "order:{$this->order()->get_id()}" )['refunds'] );
	}

	public function test_a_broken_letter_in_a_name_does_not_stop_an_order(): void {
		$order_id = $this->order()->get_id();
		add_filter(
			'woocommerce_rest_prepare_shop_order_object',
			static function ( \WP_REST_Response $response ): \WP_REST_Response {
				$response->data['billing']['last_name'] = "Lim\xE3";
				return $response;
			}
		);
		Network::will( Network::verdict( 'queued' ) );
		self::settle();
		Delivery\drain( array( 'is_asked_for' => true ) );
		$changes = array_column( Network::$calls[0]['json']['changes'], null, 'subject' );
		self::assertSame( "Lim\u{FFFD}", $changes[ "order:$order_id" ]['snapshot']['billing']['last_name'] );
		self::assertArrayNotHasKey( "order:$order_id", self::outbox() );
	}

	public function test_two_readings_of_one_state_are_equal_and_of_two_states_are_not(): void {
		$order   = $this->order();
		$subject = "order:{$order->get_id()}";
		$hash    = static function () use ( $subject ): string {
			$read = Snapshot\read( $subject );
			return Snapshot\content_of( $read['snapshot'], $read['refunds'] );
		};
		$before  = $hash();
		$order->update_meta_data( '_tillbridge_outcome', array( 'state' => 'posted' ) );
		$order->set_date_modified( time() - 100 );
		$order->save();
		self::assertSame( $before, $hash() );
		$order->set_billing_last_name( 'Costa' );
		$order->save();
		self::assertNotSame( $before, $hash() );
	}

	/**
	 * The snapshot of a record that is there.
	 *
	 * @param string $subject Such as `order:1042`.
	 * @return array<string, mixed>
	 */
	private function present( string $subject ): array {
		$read = Snapshot\read( $subject );
		self::assertSame( 'present', $read['kind'], (string) wp_json_encode( $read ) );
		return $read['snapshot'];
	}
}
