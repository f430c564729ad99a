<?php
/**
 * Plugin Name: Tillbridge
 * Description: Brings orders, refunds and customers from WooCommerce into QuickBooks Desktop, each exactly once and to the cent.
 * Version: 1.0.0
 * Requires at least: 6.4
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * WC requires at least: 8.2
 * WC tested up to: 11.0
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: tillbridge
 * Domain Path: /languages
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge;

defined( 'ABSPATH' ) || exit;

const VERSION     = '1.0.0';
const PLUGIN_FILE = __FILE__;

// The order is the order of dependence: a file calls only those above it, hooks apart.
foreach (
	array(
		'installation',
		'subject',
		'outbox',
		'ledger',
		'connection',
		'signature',
		'changes',
		'order-changes',
		'product-changes',
		'customer-changes',
		'shop-records',
		'snapshot',
		'worker',
		'delivery-state',
		'trouble',
		'envelope',
		'outcomes',
		'delivery',
		'schedule',
		'sweep',
		'nudge',
		'push-source',
		'push-filter',
		'push-runs',
		'push',
		'push-progress',
		'standing',
		'push-rows',
		'push-page',
		'push-acts',
		'bulk-push',
		'screens',
		'acts',
		'notices',
		'check',
		'move',
		'set-aside',
		'settings',
		'menu',
		'orders-list',
		'order-box',
		'health',
		'privacy',
		'cli',
		'cli-delivery',
		'cli-push',
	) as $tillbridge_file
) {
	require __DIR__ . "/inc/$tillbridge_file.php";
}
unset( $tillbridge_file );

Installation\bootstrap();
Changes\bootstrap();
Order_Changes\bootstrap();
Product_Changes\bootstrap();
Customer_Changes\bootstrap();
Outcomes\bootstrap();
Schedule\bootstrap();
Sweep\bootstrap();
Nudge\bootstrap();
Push\bootstrap();
Push_Page\bootstrap();
Push_Acts\bootstrap();
Bulk_Push\bootstrap();
CLI\bootstrap();
Screens\bootstrap();
Acts\bootstrap();
Notices\bootstrap();
Check\bootstrap();
Move\bootstrap();
Set_Aside\bootstrap();
Settings\bootstrap();
Menu\bootstrap();
Orders_List\bootstrap();
Order_Box\bootstrap();
Health\bootstrap();
Privacy\bootstrap();
