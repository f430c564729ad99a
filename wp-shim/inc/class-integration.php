<?php
/**
 * Our entry among WooCommerce's integrations.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * WooCommerce wants a class; the page itself is a function.
 */
class Integration extends \WC_Integration {

	/**
	 * Names the entry.
	 */
	public function __construct() {
		$this->id                 = 'tillbridge';
		$this->method_title       = __( 'Tillbridge', 'tillbridge' );
		$this->method_description = '';
	}

	/**
	 * Prints the page. Its buttons are acts of their own, so WooCommerce's "Save changes" has nothing to do.
	 */
	public function admin_options(): void {
		$GLOBALS['hide_save_button'] = true; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- WooCommerce's way.
		print_page();
	}
}
