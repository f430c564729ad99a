<?php
/**
 * What happens in a shop: products, carts, checkouts, and one request after another.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Changes;
use function Tillbridge\Installation\outbox_table;

/**
 * Thrown where a shopper would be sent on to the thank-you page, which they never reach.
 */
final class Sent_On extends \Error {}

/**
 * Plain records, and the doors through which orders come.
 */
trait Shop {

	/**
	 * The shopper as they stood before the test: their session, cart and customer.
	 *
	 * @var array<string, mixed>
	 */
	private $shopper = array();

	/**
	 * Remembers the shopper. WooCommerce 8 makes properties on the fly, which PHP 8.2 deprecates; in
	 * a checkout that would be an exception, and what is deprecated is only ours to mend in our files.
	 *
	 * @before
	 */
	protected function open_shop(): void {
		if ( ! class_exists( 'WooCommerce' ) ) {
			return;
		}
		foreach ( array( 'session', 'cart', 'customer' ) as $part ) {
			$this->shopper[ $part ] = WC()->$part;
		}
		$previous = set_error_handler(
			static function ( int $level, string $message, string $file, int $line ) use ( &$previous ): bool {
				$is_deprecation = 0 !== ( $level & ( E_DEPRECATED | E_USER_DEPRECATED ) );
				if ( $is_deprecation && false === strpos( $file, 'tillbridge' ) && false === strpos( $file, 'wp-shim' ) ) {
					return true;
				}
				return null === $previous ? false : (bool) $previous( $level, $message, $file, $line );
			}
		);
	}

	/**
	 * Puts the shopper back.
	 *
	 * @after
	 */
	protected function close_shop(): void {
		if ( array() === $this->shopper ) {
			return;
		}
		restore_error_handler();
		foreach ( $this->shopper as $part => $before ) {
			WC()->$part = $before;
		}
	}

	/**
	 * A product for ten of the shop's currency, in stock by the hundred.
	 */
	private function product(): \WC_Product_Simple {
		$product = new \WC_Product_Simple();
		$product->set_name( 'Kettle' );
		$product->set_regular_price( '10' );
		$product->set_manage_stock( true );
		$product->set_stock_quantity( 100 );
		$product->set_virtual( true );
		$product->save();
		return $product;
	}

	/**
	 * A product that nobody counts. WooCommerce reserves stock for the draft of a checkout by a statement
	 * that SQLite does not know.
	 */
	private function uncounted_product(): \WC_Product_Simple {
		$product = $this->product();
		$product->set_manage_stock( false );
		$product->save();
		return $product;
	}

	/**
	 * A placed order of one kettle, as other plugins make one in code.
	 *
	 * @param string $status Such as `processing`.
	 */
	private function order( string $status = 'processing' ): \WC_Order {
		$order = wc_create_order();
		$order->add_product( $this->product() );
		$order->set_address( $this->address(), 'billing' );
		$order->calculate_totals();
		$order->set_status( $status );
		$order->save();
		return $order;
	}

	/**
	 * A customer with an account.
	 */
	private function customer(): \WC_Customer {
		$customer = new \WC_Customer();
		$customer->set_email( uniqid( 'ana', true ) . '@shop.example' );
		$customer->set_username( uniqid( 'ana' ) );
		$customer->set_password( 'a password' );
		$customer->save();
		return $customer;
	}

	/**
	 * A variable product with variations that have a stock of their own.
	 *
	 * @param int $count How many variations.
	 * @return array{0: \WC_Product_Variable, 1: list<\WC_Product_Variation>}
	 */
	private function variable_product( int $count = 2 ): array {
		$attribute = new \WC_Product_Attribute();
		$attribute->set_name( 'Size' );
		$attribute->set_options( array_map( 'strval', range( 1, $count ) ) );
		$attribute->set_variation( true );
		$parent = new \WC_Product_Variable();
		$parent->set_name( 'Shirt' );
		$parent->set_attributes( array( $attribute ) );
		$parent->save();
		$variations = array();
		for ( $size = 1; $size <= $count; $size++ ) {
			$variation = new \WC_Product_Variation();
			$variation->set_parent_id( $parent->get_id() );
			$variation->set_attributes( array( 'size' => (string) $size ) );
			$variation->set_regular_price( '20' );
			$variation->set_manage_stock( true );
			$variation->set_stock_quantity( 9 );
			$variation->save();
			$variations[] = $variation;
		}
		return array( $parent, $variations );
	}

	/**
	 * An address of a buyer in the shop's own state.
	 *
	 * @return array<string, string>
	 */
	private function address(): array {
		return array(
			'first_name' => 'Ana',
			'last_name'  => 'Lima',
			'address_1'  => '1 Test Street',
			'city'       => 'San Francisco',
			'state'      => 'CA',
			'postcode'   => '94110',
			'country'    => 'US',
			'email'      => 'ana@shop.example',
			'phone'      => '4155550100',
		);
	}

	/**
	 * What was marked before is of an earlier request, and told: the outbox is empty.
	 */
	private function told(): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i', outbox_table() ) );
		$this->next_request();
	}

	/**
	 * Another request begins: what a process remembers of its own marks is long ago.
	 */
	private function next_request(): void {
		Changes\marks( array_fill_keys( array_keys( Changes\marks() ), -INF ) );
		wp_cache_flush_runtime();
	}

	/**
	 * The subjects that wait.
	 *
	 * @return list<string>
	 */
	private function marked(): array {
		return array_keys( self::outbox() );
	}

	/**
	 * A shopper without an account, with one of a product in their cart.
	 *
	 * @param \WC_Product $product What they want.
	 */
	private function fill_cart( \WC_Product $product ): void {
		add_filter( 'woocommerce_set_cookie_enabled', '__return_false' );
		add_filter( 'send_auth_cookies', '__return_false' );
		// WooCommerce 11 takes a second reservation within one second for a lack of stock.
		update_option( 'woocommerce_hold_stock_minutes', '0' );
		add_filter( 'woocommerce_cod_process_payment_order_status', static fn (): string => 'processing' );
		$settings = (array) get_option( 'woocommerce_cod_settings', array() );
		update_option( 'woocommerce_cod_settings', array_merge( $settings, array( 'enabled' => 'yes' ) ) );
		update_option( 'woocommerce_enable_guest_checkout', 'yes' );
		update_option( 'woocommerce_coming_soon', 'no' );
		WC()->payment_gateways()->init();
		WC()->session  = null;
		WC()->cart     = null;
		WC()->customer = null;
		wc_load_cart();
		WC()->cart->empty_cart();
		self::assertNotFalse( WC()->cart->add_to_cart( $product->get_id() ) );
	}

	/**
	 * Presses "Place order" on the classic checkout.
	 *
	 * @param array<string, string> $fields More of the form.
	 * @return int The order's ID.
	 */
	private function press_classic_checkout( array $fields = array() ): int {
		$order_id = 0;
		$send_on  = static function ( $result, $id ) use ( &$order_id ): void {
			$order_id = (int) $id;
			throw new Sent_On();
		};
		add_filter( 'woocommerce_payment_successful_result', $send_on, PHP_INT_MAX, 2 );
		$billing = array();
		foreach ( $this->address() as $field => $value ) {
			$billing[ "billing_$field" ] = $value;
		}
		$_POST    = array_merge( $billing, array( 'payment_method' => 'cod' ), $fields );
		$_REQUEST = array( 'woocommerce-process-checkout-nonce' => wp_create_nonce( 'woocommerce-process_checkout' ) );
		try {
			WC()->checkout()->process_checkout();
		} catch ( Sent_On $sent_on ) {
			self::assertGreaterThan( 0, $order_id );
		} finally {
			remove_filter( 'woocommerce_payment_successful_result', $send_on, PHP_INT_MAX );
			$_POST    = array();
			$_REQUEST = array();
		}
		self::assertGreaterThan( 0, $order_id, wp_strip_all_tags( (string) wp_json_encode( wc_get_notices() ) ) );
		return $order_id;
	}

	/**
	 * Presses "Place order" on the checkout made of blocks.
	 *
	 * @param array<string, mixed> $fields More of the request.
	 * @return int The order's ID.
	 */
	private function press_blocks_checkout( array $fields = array() ): int {
		$request = new \WP_REST_Request( 'POST', '/wc/store/v1/checkout' );
		$request->set_header( 'Nonce', wp_create_nonce( 'wc_store_api' ) );
		$request->set_header( 'Content-Type', 'application/json' );
		$fields = array_merge(
			array(
				'billing_address' => $this->address(),
				'payment_method'  => 'cod',
			),
			$fields
		);
		$request->set_body( (string) wp_json_encode( $fields ) );
		$said = rest_do_request( $request )->get_data();
		self::assertIsInt( $said['order_id'] ?? null, (string) wp_json_encode( $said ) );
		self::assertSame( 'success', $said['payment_result']->payment_status ?? $said['payment_result']['payment_status'] ?? null );
		return $said['order_id'];
	}

	/**
	 * The checkout made of blocks is opened: older WooCommerce makes its draft here.
	 */
	private function open_blocks_checkout(): int {
		$request = new \WP_REST_Request( 'GET', '/wc/store/v1/checkout' );
		$request->set_header( 'Nonce', wp_create_nonce( 'wc_store_api' ) );
		$said = rest_do_request( $request )->get_data();
		self::assertArrayNotHasKey( 'code', $said, (string) wp_json_encode( $said ) );
		return (int) ( $said['order_id'] ?? 0 );
	}

	/**
	 * A request to the REST API by somebody who may do everything.
	 *
	 * @param string               $method Such as `POST`.
	 * @param string               $route  Such as `/wc/v3/orders`.
	 * @param array<string, mixed> $body   Its parameters.
	 * @return array<mixed>
	 */
	private function rest( string $method, string $route, array $body = array() ): array {
		$this->sign_in( 'administrator' );
		$request = new \WP_REST_Request( $method, $route );
		$request->set_body_params( $body );
		$response = rest_do_request( $request );
		self::assertFalse( $response->is_error(), (string) wp_json_encode( $response->get_data() ) );
		wp_set_current_user( 0 );
		return (array) $response->get_data();
	}

	/**
	 * Somebody of a role signs in.
	 *
	 * @param string $role Such as `shop_manager`.
	 * @return int Their ID.
	 */
	private function sign_in( string $role ): int {
		static $ids = array();
		$id         = $ids[ $role ] ?? 0;
		if ( 0 === $id || false === get_userdata( $id ) ) {
			$wants = get_option( 'tillbridge_wants' );
			update_option( 'tillbridge_wants', array() );
			$id = wp_insert_user(
				array(
					'user_login' => uniqid( $role ),
					'user_email' => uniqid( $role ) . '@shop.example',
					'user_pass'  => 'a password',
					'role'       => $role,
				)
			);
			update_option( 'tillbridge_wants', $wants );
			$ids[ $role ] = $id;
		}
		wp_set_current_user( $id );
		return $id;
	}

	/**
	 * The statements of some code, as the database was asked, and which of them the plugin asked for.
	 *
	 * @param callable $act What asks.
	 * @return array{all: list<string>, ours: list<string>}
	 */
	private function statements( callable $act ): array {
		$statements = array(
			'all'  => array(),
			'ours' => array(),
		);
		$write_down = static function ( $statement ) use ( &$statements ) {
			$said                = (string) preg_replace( '/\s+/', ' ', trim( (string) $statement ) );
			$statements['all'][] = $said;
			foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ) as $caller ) {
				if ( 1 === preg_match( '/^Tillbridge\\\\(?!Tests\\\\)/', $caller['function'] ) ) {
					$statements['ours'][] = $said;
					break;
				}
			}
			return $statement;
		};
		add_filter( 'query', $write_down, PHP_INT_MAX );
		try {
			$act();
		} finally {
			remove_filter( 'query', $write_down, PHP_INT_MAX );
		}
		return $statements;
	}
}
